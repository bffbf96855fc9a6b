/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake-fixture.h"

#include <string.h>
#include <zip.h>

#define XMLNS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const char root_relations[] =
    "<Relationships><Relationship Id=\"r1\" Type=\"" TYPES "/officeDocument\" "
    "Target=\"xl/workbook.xml\"/></Relationships>";
static const char relations[] =
    "<Relationships>"
    "<Relationship Id=\"r1\" Type=\"" TYPES "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"" TYPES "/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
    "<Relationship Id=\"r3\" Type=\"" TYPES "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"r4\" Type=\"" TYPES "/styles\" Target=\"styles.xml\"/>"
    "</Relationships>";
static const char workbook[] = "<workbook " XMLNS " xmlns:r=\"" TYPES "\"><sheets>"
                               "<sheet name=\"Cover\" sheetId=\"1\" r:id=\"r1\"/>"
                               "<sheet name=\"רשימה\" sheetId=\"2\" r:id=\"r2\"/>"
                               "</sheets></workbook>";
static const char strings[] = "<sst " XMLNS "><si><t>Name</t></si>"
                              "<si><r><t>Dana </t></r><r><t>Levi</t></r><rPh><t>no</t></rPh></si>"
                              "<si><t/></si></sst>";
static const char styles[] = "<styleSheet " XMLNS "><numFmts>"
                             "<numFmt numFmtId=\"164\" formatCode=\"000000000\"/>"
                             "<numFmt numFmtId=\"165\" formatCode=\"dd\\.mm\\.yyyy\"/></numFmts>"
                             "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                             "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
                             "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>";
static const char cover[] = "<worksheet " XMLNS "><sheetData/></worksheet>";
static const char sheet[] =
    "<worksheet " XMLNS "><sheetData>"
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Registrations</t></is></c></row>"
    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"str\"><v>ID number</v></c>"
    "<c r=\"C3\" t=\"str\"><v>Date of birth</v></c><c r=\"D3\" t=\"str\"><v>Phone</v></c>"
    "<c r=\"F3\" t=\"str\"><v>Car</v></c></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c><c r=\"B4\" s=\"2\"><v>12345674</v></c>"
    "<c r=\"C4\" s=\"3\"><v>29282</v></c><c r=\"D4\"><v>9.72541234567E11</v></c>"
    "<c r=\"E4\" t=\"s\"><v>2</v></c><c r=\"F4\" t=\"b\"><f>TRUE()</f><v>1</v></c></row>"
    "<row r=\"9\"/>"
    "</sheetData><mergeCells><mergeCell ref=\"A1:F1\"/></mergeCells></worksheet>";

typedef struct
{
  const char *name;
  const char *text;
} Part;

static char *
write_workbook (Fixture *fixture, const char *name, const Part *changes, guint n_changes)
{
  static const Part usual[] = {
    { "_rels/.rels", root_relations },
    { "xl/workbook.xml", workbook },
    { "xl/_rels/workbook.xml.rels", relations },
    { "xl/sharedStrings.xml", strings },
    { "xl/styles.xml", styles },
    { "xl/worksheets/sheet1.xml", cover },
    { "xl/worksheets/sheet2.xml", sheet },
  };
  char *path = g_build_filename (fixture->folder, name, NULL);
  zip_t *archive = zip_open (path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      const char *text = usual[i].text;

      for (guint j = 0; j < n_changes; j++)
        if (strcmp (changes[j].name, usual[i].name) == 0)
          text = changes[j].text;
      if (text != NULL)
        zip_file_add (archive, usual[i].name, zip_source_buffer (archive, text, strlen (text), 0),
                      0);
    }
  g_assert_cmpint (zip_close (archive), ==, 0);

  return path;
}

static void
check_refused (const char *path, const char *sheet_name, int code, const char *place)
{
  g_autoptr (GError) error = NULL;
  CorListOptions options = { NULL, sheet_name };
  g_autofree char *name = g_path_get_basename (path);

  g_assert_null (cor_list_file_read (path, &options, NULL, &error));
  g_assert_error (error, COR_ERROR, code);
  g_assert_nonnull (strstr (error->message, name));
  if (strstr (error->message, place) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, place);
}

static void
test_cells (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_workbook (fixture, "list.xlsx", NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorListFile) list = cor_list_file_read (path, NULL, NULL, &error);
  const CorRawRow *row;

  g_assert_no_error (error);
  g_assert_cmpstr (list->sheet, ==, "רשימה");
  g_assert_cmpstr (list->sheets[0], ==, "Cover");
  g_assert_cmpuint (list->rows->len, ==, 4);
  row = list->rows->pdata[3];
  g_assert_cmpuint (row->row, ==, 4);
  g_assert_cmpstr (row->fields[0], ==, "Dana Levi");
  g_assert_cmpstr (row->fields[1], ==, "012345674");
  g_assert_cmpstr (row->fields[2], ==, "1980-03-02");
  g_assert_cmpstr (row->fields[3], ==, "972541234567");
  g_assert_cmpstr (row->fields[4], ==, "");
  g_assert_cmpstr (row->fields[5], ==, "TRUE");
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_workbook (fixture, "list.xlsx", NULL, 0);
  const CorPerson *person;

  fixture_import_file (fixture, path);
  g_assert_cmpuint (fixture->report->n_rows, ==, 4);
  g_assert_cmpuint (fixture->report->n_blank, ==, 3);
  person = fixture_find_row (fixture, 4);
  g_assert_cmpuint (person->particulars->birth_date, ==, 19800302);
  g_assert_cmpstr (person->particulars->phones[0], ==, "+972541234567");
  g_assert_cmpint (person->car, ==, COR_ANSWER_YES);
}

static void
test_sheet_choice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_workbook (fixture, "list.xlsx", NULL, 0);
  g_autoptr (GError) error = NULL;
  CorListOptions options = { NULL, "cover" };
  g_autoptr (CorListFile) list = cor_list_file_read (path, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->rows->len, ==, 0);
  check_refused (path, "Sheet9", COR_ERROR_NOT_FOUND, "Cover");
}

static void
test_bomb (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("<worksheet " XMLNS "><sheetData><row><c t=\"str\"><v>");
  Part change = { "xl/worksheets/sheet2.xml", NULL };
  g_autofree char *path = NULL;

  while (text->len < 40u << 20)
    g_string_append (text, "0000000000000000000000000000000000000000000000000000000000000000");
  g_string_append (text, "</v></c></row></sheetData></worksheet>");
  change.text = text->str;
  path = write_workbook (fixture, "bomb.xlsx", &change, 1);
  check_refused (path, NULL, COR_ERROR_TOO_LARGE, "sheet2.xml");
}

static void
test_entities (Fixture *fixture, gconstpointer data)
{
  Part change = { "xl/worksheets/sheet2.xml",
                  "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                  "<worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData>"
                  "</worksheet>" };
  g_autofree char *path = write_workbook (fixture, "laughs.xlsx", &change, 1);

  check_refused (path, NULL, COR_ERROR_INVALID, "entities");
}

static void
test_damage (Fixture *fixture, gconstpointer data)
{
  Part broken = { "xl/worksheets/sheet2.xml", "<worksheet><sheetData><row><c><v>1" };
  Part missing = { "xl/worksheets/sheet2.xml", NULL };
  g_autofree char *broken_path = write_workbook (fixture, "broken.xlsx", &broken, 1);
  g_autofree char *missing_path = write_workbook (fixture, "missing.xlsx", &missing, 1);
  g_autofree char *path = write_workbook (fixture, "whole.xlsx", NULL, 0);
  g_autofree char *bytes = NULL;
  g_autofree char *cut_path = NULL;
  gsize n_bytes;

  check_refused (broken_path, NULL, COR_ERROR_CORRUPT, "sheet2.xml");
  check_refused (missing_path, NULL, COR_ERROR_CORRUPT, "sheet2.xml");
  g_file_get_contents (path, &bytes, &n_bytes, NULL);
  cut_path = fixture_write (fixture, "cut.xlsx", bytes, (gssize) n_bytes / 2);
  check_refused (cut_path, NULL, COR_ERROR_CORRUPT, "cut-off");
}

static void
test_other_archives (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *part;
    const char *place;
  } cases[] = { { "content.xml", ".ods" }, { "word/document.xml", ".docx" }, { "a.txt", "ZIP" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, "other.xlsx", NULL);
      zip_t *archive = zip_open (path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

      zip_file_add (archive, cases[i].part, zip_source_buffer (archive, "x", 1, 0), 0);
      g_assert_cmpint (zip_close (archive), ==, 0);
      check_refused (path, NULL, COR_ERROR_UNSUPPORTED, cases[i].place);
    }
}

static void
test_locked_archive (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "locked.xlsx", NULL);
  zip_t *archive = zip_open (path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
  zip_int64_t index =
      zip_file_add (archive, "_rels/.rels",
                    zip_source_buffer (archive, root_relations, strlen (root_relations), 0), 0);

  if (zip_file_set_encryption (archive, (zip_uint64_t) index, ZIP_EM_AES_256, "secret") != 0)
    {
      zip_discard (archive);
      g_test_skip ("this libzip cannot encrypt");
      return;
    }
  g_assert_cmpint (zip_close (archive), ==, 0);
  check_refused (path, NULL, COR_ERROR_PASSWORD, "password");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/intake/xlsx/cells", test_cells);
  ADD ("/intake/xlsx/import", test_import);
  ADD ("/intake/xlsx/sheet-choice", test_sheet_choice);
  ADD ("/intake/xlsx/bomb", test_bomb);
  ADD ("/intake/xlsx/entities", test_entities);
  ADD ("/intake/xlsx/damage", test_damage);
  ADD ("/intake/xlsx/other-archives", test_other_archives);
  ADD ("/intake/xlsx/locked-archive", test_locked_archive);

  return g_test_run ();
}
