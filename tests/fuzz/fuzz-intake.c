/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "cor-intake.h"

/* Spoils small lists at random and imports them: whatever comes, the import says what is wrong and
 * where, or its rows add up. The same number of rounds always spoils the same. */

typedef struct
{
  const char *encoding;
  const char *text;
} Seed;

static const Seed seeds[] = {
  { "UTF-8", "\xEF\xBB\xBF"
             "Full name,Passport,Date of birth,Phone,City,People (including you),Needs,Car\r\n"
             "Dana Levi,№ 012345674,1980-03-02,+972 54-123-4567,\"Kyiv, Podil\",2+1,insulin,yes\r\n"
             "\"Franko, Ivan\",X0123456,25/12/1991,067 123 45 67 / 0541234567,Lviv,,,no\r\n" },
  { "WINDOWS-1255", "שם,ת\"ז,טלפון,עיר,נפשות,הערות\nדנה לוי,012345674,054-1234567,קייב,3,אין\n" },
  { "WINDOWS-1251", "Список;;\nПІБ;Паспорт;Телефон;Місто;Координати\n"
                    "Франко Іван Якович;ФФ123456;0671234567;Львів;24,03 49,84\n" },
  { "UTF-16LE", "ФИО\tДата рождения\tГород\nИванов Пётр\t2 марта 1980 г.\tОдесса\n" },
};

static guint
pick (guint limit)
{
  return (guint) (lrand48 () % limit);
}

static void
spoil (GString *bytes)
{
  static const char signs[] = "\"\",;\t|\n\r'=+-@0.\0/";

  for (guint n = pick (8); n > 0 && bytes->len > 0; n--)
    {
      gsize place = pick ((guint) bytes->len);
      gsize length = pick (20);

      switch (pick (5))
        {
        case 0:
          bytes->str[place] = (char) pick (256);
          break;
        case 1:
          g_string_insert_c (bytes, (gssize) place, signs[pick (sizeof signs)]);
          break;
        case 2:
          g_string_erase (bytes, (gssize) place, (gssize) MIN (length, bytes->len - place));
          break;
        case 3:
          bytes->str[place] = (char) (bytes->str[place] ^ (1 << pick (8)));
          break;
        default:
          g_string_truncate (bytes, bytes->len - pick ((guint) MIN (bytes->len, 30)));
          break;
        }
    }
}

static void
import_spoilt (const char *path, CorGazetteer *gazetteer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorIntake) intake = cor_intake_read (path, NULL, NULL, &error);
  g_autoptr (CorSnapshot) plan = cor_snapshot_new ();
  g_autoptr (CorEdit) edit = NULL;
  CorIntakeReport *report = NULL;

  if (intake != NULL)
    edit = cor_intake_build_edit (intake, plan, gazetteer, 1669248000, NULL, &report, &error);
  if (edit == NULL)
    {
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "spoilt.csv"));
      return;
    }
  g_assert_true (cor_intake_report_is_balanced (report));
  cor_intake_report_free (report);
}

int
main (int argc, char *argv[])
{
  guint n_rounds = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1000;
  g_autofree char *folder = g_dir_make_tmp ("corridors-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "spoilt.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorGazetteer) gazetteer = cor_gazetteer_load_shipped (&error);

  g_assert_no_error (error);
  srand48 (2022);
  for (guint i = 0; i < n_rounds; i++)
    {
      const Seed *seed = &seeds[pick (G_N_ELEMENTS (seeds))];
      gsize n_bytes;
      g_autofree char *text =
          g_convert (seed->text, -1, seed->encoding, "UTF-8", NULL, &n_bytes, NULL);
      g_autoptr (GString) bytes = g_string_new_len (text, (gssize) n_bytes);

      spoil (bytes);
      g_assert_true (g_file_set_contents (path, bytes->str, (gssize) bytes->len, NULL));
      import_spoilt (path, gazetteer);
    }
  g_unlink (path);
  g_rmdir (folder);

  return 0;
}
