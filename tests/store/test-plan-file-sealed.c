/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "cor-error.h"
#include "cor-sealer.h"

/* Everything that identifies the invented people of the fixture. */
static const char *const particulars[] = {
  "Zelikovitch",       "Avital",          "QX0000",    "7654321", "1239876", "a@example.org",
  "Bakhmutska street", "three languages", "yesterday",
};

static void
assert_nothing_readable (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize n_bytes;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          assert_nothing_readable (path);
          continue;
        }
      bytes = store_fixture_read (path, &n_bytes);
      for (guint i = 0; i < G_N_ELEMENTS (particulars); i++)
        if (memmem (bytes, n_bytes, particulars[i], strlen (particulars[i])) != NULL)
          g_error ("'%s' can be read in %s", particulars[i], name);
    }
}

static gboolean
can_be_read (const char *path, const char *text)
{
  gsize n_bytes;
  g_autofree char *bytes = store_fixture_read (path, &n_bytes);

  return memmem (bytes, n_bytes, text, strlen (text)) != NULL;
}

static void
make_people (CorPlanFile *file)
{
  CorId list_id;
  g_autoptr (CorEdit) import = store_fixture_new_import (50, &list_id);
  g_autoptr (CorEdit) everything = store_fixture_new_edit_of_everything ();
  g_autoptr (CorSnapshot) first = store_fixture_commit (file, import);
  g_autoptr (CorSnapshot) second = store_fixture_commit (file, everything);
}

static void
test_particulars_are_nowhere_on_disk (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) change = cor_edit_new (COR_EDIT_REMOVE_PEOPLE, NULL);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (CorSnapshot) changed = NULL, undone = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);
  GPtrArray *persons;

  make_people (file);
  persons = cor_snapshot_get_records (cor_plan_file_get_snapshot (file), COR_RECORD_PERSON);
  for (guint i = 0; i < persons->len / 2; i++)
    cor_edit_remove (change, COR_RECORD_PERSON, &((CorRecord *) persons->pdata[i])->id);
  changed = store_fixture_commit (file, change);
  undone = cor_plan_file_undo (file, &error);
  g_assert_no_error (error);

  /* The search finds what is there to be found, in the log too. */
  g_assert_true (can_be_read (log, "hotline.csv"));
  assert_nothing_readable (fixture->folder);
  store_fixture_close (file);
  g_assert_true (can_be_read (fixture->path, "hotline.csv"));
  assert_nothing_readable (fixture->folder);
  store_fixture_close (store_fixture_open (fixture));
  assert_nothing_readable (fixture->folder);
}

static void
test_status_does_not_seal_again (StoreFixture *fixture, gconstpointer data)
{
  CorId list_id;
  g_autoptr (CorEdit) import = store_fixture_new_import (200, &list_id);
  g_autoptr (CorEdit) change = cor_edit_new (COR_EDIT_SET_STATUS, NULL);
  g_autoptr (CorSnapshot) before = NULL, after = NULL;
  g_autofree char *first = NULL, *second = NULL;
  gsize n_first, n_second;
  CorPlanFile *file = store_fixture_create (fixture);
  GPtrArray *persons;

  before = store_fixture_commit (file, import);
  store_fixture_close (file);
  first = store_fixture_read (fixture->path, &n_first);
  file = store_fixture_open (fixture);
  persons = cor_snapshot_get_records (before, COR_RECORD_PERSON);
  for (guint i = 0; i < persons->len; i++)
    {
      CorPerson *person = cor_record_copy (persons->pdata[i]);

      person->status = COR_STATUS_CONTACTED;
      cor_edit_put (change, person);
    }
  after = store_fixture_commit (file, change);
  store_fixture_close (file);

  /* 200 people sealed again would take more than 2 x 200 x 150 bytes in history. */
  second = store_fixture_read (fixture->path, &n_second);
  g_test_message ("%d bytes", (int) (n_second - n_first));
  g_assert_cmpuint (n_second - n_first, <, 25000);
}

static void
test_passphrase (StoreFixture *fixture, gconstpointer data)
{
  CorPlanFile *file = store_fixture_create (fixture);
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_ADD_PERSON, NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  make_people (file);
  before = store_fixture_describe (cor_plan_file_get_snapshot (file));
  g_assert_true (cor_plan_file_is_open_key (file));
  g_assert_true (cor_plan_file_set_passphrase (file, "dnipro at dawn", &error));
  g_assert_no_error (error);
  g_assert_false (cor_plan_file_is_open_key (file));
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  g_assert_true (cor_plan_file_is_locked (file));
  cor_edit_put (edit, store_fixture_new_person (1));
  g_assert_null (cor_plan_file_commit (file, edit, NULL, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_false (cor_plan_file_unlock (file, "dnipro at dusk", &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_true (cor_plan_file_is_locked (file));
  g_assert_true (cor_plan_file_unlock (file, "dnipro at dawn", &error));
  g_assert_no_error (error);
  after = store_fixture_describe (cor_plan_file_get_snapshot (file));
  g_assert_cmpstr (before, ==, after);
  cor_snapshot_unref (store_fixture_commit (file, edit));

  g_assert_true (cor_plan_file_set_passphrase (file, NULL, &error));
  g_assert_no_error (error);
  store_fixture_close (file);
  file = store_fixture_open (fixture);
  g_assert_false (cor_plan_file_is_locked (file));
  g_assert_true (cor_plan_file_is_open_key (file));
  store_fixture_close (file);
}

static void
assert_no_key (const char *folder, const char *key)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize n_bytes;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          assert_no_key (path, key);
          continue;
        }
      bytes = store_fixture_read (path, &n_bytes);
      if (memmem (bytes, n_bytes, key, 32) != NULL)
        g_error ("the key can be read in %s", name);
    }
}

static void
test_passphrase_leaves_no_open_key_behind (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL, *key = NULL;
  g_autoptr (GError) error = NULL;
  const char *found = NULL;
  gsize n_bytes;
  CorPlanFile *file = store_fixture_create (fixture);

  make_people (file);
  store_fixture_close (file);
  /* The key stands in the row of plan_key behind its five other columns, at the end of its page. */
  bytes = store_fixture_read (fixture->path, &n_bytes);
  for (gsize at = 4096; at <= n_bytes && found == NULL; at += 4096)
    {
      const guint8 *page = (const guint8 *) bytes + at - 4096;

      if (page[0] == 0x0d && page[3] == 0 && page[4] == 1 && 4096 - (page[5] << 8 | page[6]) > 40 &&
          4096 - (page[5] << 8 | page[6]) < 50)
        found = bytes + at - 32;
    }
  g_assert_nonnull (found);
  key = g_memdup2 (found, 32);

  file = store_fixture_open (fixture);
  store_fixture_close (file);
  file = store_fixture_open (fixture);
  g_assert_true (cor_plan_file_set_passphrase (file, "dnipro at dawn", &error));
  g_assert_no_error (error);
  assert_no_key (fixture->folder, key);
  store_fixture_close (file);
  assert_no_key (fixture->folder, key);
}

static void
test_sealed_record_opens_only_in_its_place (void)
{
  g_autoptr (CorSealer) sealer = cor_sealer_new_random ();
  g_autoptr (CorSealer) other = cor_sealer_new_random ();
  g_autoptr (GByteArray) sealed = NULL;
  GByteArray *plain;
  CorId id = cor_id_new (), wrong = cor_id_new ();

  sealed = cor_sealer_seal (sealer, "person_sealed", &id, 7, "name", 4);
  plain = cor_sealer_unseal (sealer, "person_sealed", &id, 7, sealed->data, sealed->len);
  g_assert_cmpmem (plain->data, plain->len, "name", 4);
  cor_sealer_wipe (plain);

  g_assert_null (cor_sealer_unseal (sealer, "list_row", &id, 7, sealed->data, sealed->len));
  g_assert_null (cor_sealer_unseal (sealer, "person_sealed", &wrong, 7, sealed->data, sealed->len));
  g_assert_null (cor_sealer_unseal (sealer, "person_sealed", &id, 8, sealed->data, sealed->len));
  g_assert_null (cor_sealer_unseal (other, "person_sealed", &id, 7, sealed->data, sealed->len));
  g_assert_null (cor_sealer_unseal (sealer, "person_sealed", &id, 7, sealed->data, 20));
  sealed->data[sealed->len - 1] ^= 1;
  g_assert_null (cor_sealer_unseal (sealer, "person_sealed", &id, 7, sealed->data, sealed->len));
}

#define ADD(path, test)                                                                            \
  g_test_add ("/store/sealed/" path, StoreFixture, NULL, store_fixture_set_up, test,               \
              store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/sealed/only-in-its-place", test_sealed_record_opens_only_in_its_place);
  ADD ("nowhere-on-disk", test_particulars_are_nowhere_on_disk);
  ADD ("status-does-not-seal-again", test_status_does_not_seal_again);
  ADD ("passphrase", test_passphrase);
  ADD ("no-open-key-left", test_passphrase_leaves_no_open_key_behind);

  return g_test_run ();
}
