/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-crossing.h"
#include "cor-parted.h"
#include "cor-snapshot.h"
#include "cor-time.h"

static CorPerson *
add_person (CorEdit *edit, const CorId *household, guint party_size)
{
  CorPerson *person = cor_person_new (NULL);

  person->household_id = *household;
  person->party_size = party_size;
  cor_edit_put (edit, person);

  return person;
}

static void
test_household_counts_larger_of_party_and_members (void)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_IMPORT_LIST, "list.csv");
  g_autoptr (CorSnapshot) snapshot = NULL;
  CorId first = cor_id_new (), second = cor_id_new ();

  add_person (edit, &first, 5);
  add_person (edit, &first, 1);
  for (guint i = 0; i < 3; i++)
    add_person (edit, &second, 2);
  add_person (edit, &COR_ID_NIL, 2);

  snapshot = cor_snapshot_apply (empty, edit, 1);

  g_assert_cmpuint (cor_snapshot_count_people (snapshot), ==, 5 + 3 + 2);
}

static CorPerson *
add_placed (CorEdit *edit, const CorId *household, const CorId *place)
{
  CorPerson *person = add_person (edit, household, 1);

  person->place_id = *place;
  person->placement = COR_PLACEMENT_MANUAL;

  return person;
}

static void
test_households_in_two_places_are_parted (void)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_IMPORT_LIST, "list.csv");
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (GArray) parted = NULL;
  const CorId kyiv = cor_id_new (), lviv = cor_id_new ();
  const CorId both = cor_id_new (), together = cor_id_new (), half = cor_id_new ();
  GPtrArray *persons;

  add_placed (edit, &both, &kyiv);
  add_placed (edit, &both, &lviv);
  add_placed (edit, &together, &kyiv);
  add_placed (edit, &together, &kyiv);
  add_placed (edit, &half, &kyiv);
  add_person (edit, &half, 1);
  add_placed (edit, &half, &lviv)->status = COR_STATUS_SAFE;
  add_placed (edit, &COR_ID_NIL, &kyiv);
  add_placed (edit, &COR_ID_NIL, &lviv);
  snapshot = cor_snapshot_apply (empty, edit, 1);
  persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);

  parted = cor_snapshot_list_parted (snapshot);

  g_assert_cmpuint (parted->len, ==, 2);
  for (guint i = 0; i < parted->len; i++)
    {
      const CorPerson *person = persons->pdata[g_array_index (parted, guint, i)];

      g_assert_true (cor_id_equal (&person->household_id, &both));
    }
}

static void
test_apply_shares_what_it_does_not_touch (void)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorEdit) first = cor_edit_new (COR_EDIT_ADD_PERSON, NULL);
  g_autoptr (CorEdit) second = cor_edit_new (COR_EDIT_REMOVE_PEOPLE, NULL);
  g_autoptr (CorSnapshot) before = NULL;
  g_autoptr (CorSnapshot) after = NULL;
  CorPerson *gone, *kept;
  CorId gone_id, kept_id;

  gone = add_person (first, &COR_ID_NIL, 1);
  kept = add_person (first, &COR_ID_NIL, 1);
  gone_id = gone->record.id;
  kept_id = kept->record.id;
  before = cor_snapshot_apply (empty, first, 1);
  cor_edit_remove (second, COR_RECORD_PERSON, &gone_id);
  after = cor_snapshot_apply (before, second, 2);

  g_assert_nonnull (cor_snapshot_lookup (before, COR_RECORD_PERSON, &gone_id));
  g_assert_null (cor_snapshot_lookup (after, COR_RECORD_PERSON, &gone_id));
  g_assert_true (cor_snapshot_lookup (after, COR_RECORD_PERSON, &kept_id) == kept);
  g_assert_true (cor_snapshot_get_records (before, COR_RECORD_CROSSING) ==
                 cor_snapshot_get_records (after, COR_RECORD_CROSSING));
}

static void
test_put_replaces (void)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorEdit) first = cor_edit_new (COR_EDIT_ADD_PERSON, NULL);
  g_autoptr (CorEdit) second = cor_edit_new (COR_EDIT_CHANGE_PERSON, NULL);
  g_autoptr (CorSnapshot) before = NULL;
  g_autoptr (CorSnapshot) after = NULL;
  CorPerson *person = add_person (first, &COR_ID_NIL, 1);
  CorPerson *changed;

  before = cor_snapshot_apply (empty, first, 1);
  changed = cor_record_copy (person);
  changed->party_size = 7;
  cor_edit_put (second, changed);
  after = cor_snapshot_apply (before, second, 2);

  g_assert_cmpuint (cor_snapshot_count_people (before), ==, 1);
  g_assert_cmpuint (cor_snapshot_count_people (after), ==, 7);
}

static gint64
utc (const char *text)
{
  gint64 time_utc_s = 0;

  g_assert_true (cor_time_parse (text, &time_utc_s, NULL));

  return time_utc_s;
}

static void
test_crossing_follows_its_clock (void)
{
  g_autoptr (CorCrossing) crossing = cor_crossing_new (NULL);
  CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

  interval->state = COR_CROSSING_OPEN;
  interval->opens_min = 8 * 60;
  interval->closes_min = 20 * 60;
  interval->modes = COR_MODE_FOOT;
  cor_crossing_sort (crossing);

  /* 08:00 in Kyiv is 06:00 UTC in winter and 05:00 UTC in summer. */
  g_assert_cmpuint (cor_crossing_get_modes (crossing, utc ("2022-02-24T05:59:00Z")), ==, 0);
  g_assert_cmpuint (cor_crossing_get_modes (crossing, utc ("2022-02-24T06:00:00Z")), ==,
                    COR_MODE_FOOT);
  g_assert_cmpuint (cor_crossing_get_modes (crossing, utc ("2022-04-24T05:00:00Z")), ==,
                    COR_MODE_FOOT);
  g_assert_cmpuint (cor_crossing_get_modes (crossing, utc ("2022-02-24T18:00:00Z")), ==, 0);
}

static void
test_officer_beats_shipped (void)
{
  g_autoptr (CorCrossing) crossing = cor_crossing_new (NULL);
  CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

  interval->state = COR_CROSSING_CLOSED;
  interval->by_officer = TRUE;
  interval->from_utc_s = utc ("2022-02-24T00:00:00Z");
  interval = cor_crossing_add_interval (crossing, NULL);
  interval->state = COR_CROSSING_OPEN;
  interval->from_utc_s = utc ("2022-02-25T00:00:00Z");
  cor_crossing_sort (crossing);

  g_assert_cmpint (cor_crossing_get_state (crossing, utc ("2022-02-23T00:00:00Z")), ==,
                   COR_CROSSING_NOT_OPEN);
  g_assert_cmpint (cor_crossing_get_state (crossing, utc ("2022-02-26T00:00:00Z")), ==,
                   COR_CROSSING_CLOSED);
}

static void
test_copy_is_deep (void)
{
  g_autoptr (CorCrossing) crossing = cor_crossing_new (NULL);
  g_autoptr (CorCrossing) copy = NULL;

  cor_names_set (&crossing->names, COR_LANGUAGE_UK, "Краківець");
  cor_crossing_add_interval (crossing, NULL)->state = COR_CROSSING_OPEN;
  copy = cor_record_copy (crossing);
  cor_names_set (&copy->names, COR_LANGUAGE_UK, "Шегині");
  ((CorCrossingInterval *) copy->intervals->pdata[0])->state = COR_CROSSING_CLOSED;

  g_assert_cmpstr (cor_names_get (&crossing->names, COR_LANGUAGE_EN), ==, "Краківець");
  g_assert_cmpint (cor_crossing_get_state (crossing, 0), ==, COR_CROSSING_OPEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/snapshot/parted-households", test_households_in_two_places_are_parted);
  g_test_add_func ("/model/snapshot/household-counts-larger",
                   test_household_counts_larger_of_party_and_members);
  g_test_add_func ("/model/snapshot/apply-shares", test_apply_shares_what_it_does_not_touch);
  g_test_add_func ("/model/snapshot/put-replaces", test_put_replaces);
  g_test_add_func ("/model/crossing/follows-its-clock", test_crossing_follows_its_clock);
  g_test_add_func ("/model/crossing/officer-beats-shipped", test_officer_beats_shipped);
  g_test_add_func ("/model/record/copy-is-deep", test_copy_is_deep);

  return g_test_run ();
}
