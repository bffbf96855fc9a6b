/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure.h"
#include "cor-crossing.h"
#include "cor-snapshot.h"

typedef struct
{
  CorSnapshot *plan;
  CorId scenario_id;
  CorId crossing_id;
  CorId closure_id;
  CorId person_id;
} Fixture;

static CorClosure *
new_closure (const CorId *id, const char *label)
{
  const CorPosition line[] = { { 49.0, 24.0 }, { 49.1, 24.0 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorClosure *closure;

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  closure = cor_closure_new (id, geometry);
  g_free (closure->label);
  closure->label = g_strdup (label);

  return closure;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  CorCrossing *crossing = cor_crossing_new (NULL);
  CorClosure *closure = new_closure (NULL, "of the plan");
  CorScenario *scenario = cor_scenario_new (NULL, "Poland closes");
  CorPerson *person = cor_person_new (NULL);

  crossing->capacity_people_per_h = 60;
  self->crossing_id = crossing->record.id;
  self->closure_id = closure->record.id;
  self->scenario_id = scenario->record.id;
  self->person_id = person->record.id;
  cor_edit_put (edit, crossing);
  cor_edit_put (edit, closure);
  cor_edit_put (edit, scenario);
  cor_edit_put (edit, person);
  self->plan = cor_snapshot_apply (empty, edit, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cor_snapshot_unref (self->plan);
}

static CorSnapshot *
view (CorSnapshot *plan, const CorId *scenario_id)
{
  CorSnapshot *scenario = cor_snapshot_view (plan, scenario_id);

  g_assert_nonnull (scenario);

  return scenario;
}

static guint
get_capacity (CorSnapshot *snapshot, const CorId *crossing_id)
{
  const CorCrossing *crossing = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, crossing_id);

  return crossing->capacity_people_per_h;
}

/* Sets the capacity of the crossing, and removes the closure. */
static CorEdit *
new_change (Fixture *self)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_CHANGE_CROSSING, NULL);
  CorCrossing *crossing =
      cor_record_copy (cor_snapshot_lookup (self->plan, COR_RECORD_CROSSING, &self->crossing_id));

  crossing->capacity_people_per_h = 7;
  cor_edit_put (edit, crossing);
  cor_edit_remove (edit, COR_RECORD_CLOSURE, &self->closure_id);
  cor_edit_set_scenario (edit, &self->scenario_id);

  return edit;
}

static void
test_scenario_lies_over_the_plan (Fixture *self, gconstpointer data)
{
  g_autoptr (CorEdit) edit = new_change (self);
  g_autoptr (CorSnapshot) plan = cor_snapshot_apply (self->plan, edit, 2);
  g_autoptr (CorSnapshot) scenario = view (plan, &self->scenario_id);

  g_assert_cmpuint (get_capacity (plan, &self->crossing_id), ==, 60);
  g_assert_nonnull (cor_snapshot_lookup (plan, COR_RECORD_CLOSURE, &self->closure_id));
  g_assert_cmpuint (get_capacity (scenario, &self->crossing_id), ==, 7);
  g_assert_null (cor_snapshot_lookup (scenario, COR_RECORD_CLOSURE, &self->closure_id));
  g_assert_true (cor_snapshot_get_records (scenario, COR_RECORD_PERSON) ==
                 cor_snapshot_get_records (plan, COR_RECORD_PERSON));
  g_assert_cmpstr (cor_snapshot_get_scenario (scenario)->name, ==, "Poland closes");
  g_assert_null (cor_snapshot_get_scenario (plan));
  g_assert_true (cor_snapshot_get_plan (scenario) == plan);
  g_assert_cmpuint (cor_snapshot_get_revision (scenario), ==, 2);
  g_assert_cmpuint (cor_overlay_count (cor_snapshot_get_overlay (plan, &self->scenario_id)), ==, 2);
}

static void
test_changes_of_the_plan_show_through (Fixture *self, gconstpointer data)
{
  g_autoptr (CorEdit) edit = new_change (self);
  g_autoptr (CorEdit) of_plan = cor_edit_new (COR_EDIT_CHANGE_CLOSURE, NULL);
  g_autoptr (CorSnapshot) before = cor_snapshot_apply (self->plan, edit, 2);
  g_autoptr (CorSnapshot) after = NULL;
  g_autoptr (CorSnapshot) scenario = NULL;
  CorClosure *added = new_closure (NULL, "new");
  CorId added_id = added->record.id;

  cor_edit_put (of_plan, added);
  cor_edit_put (of_plan, new_closure (&self->closure_id, "changed"));
  after = cor_snapshot_apply (before, of_plan, 3);
  scenario = view (after, &self->scenario_id);

  g_assert_nonnull (cor_snapshot_lookup (scenario, COR_RECORD_CLOSURE, &added_id));
  g_assert_null (cor_snapshot_lookup (scenario, COR_RECORD_CLOSURE, &self->closure_id));
}

static void
test_people_are_the_same_in_all (Fixture *self, gconstpointer data)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_SET_STATUS, NULL);
  g_autoptr (CorSnapshot) plan = NULL;
  CorPerson *person =
      cor_record_copy (cor_snapshot_lookup (self->plan, COR_RECORD_PERSON, &self->person_id));

  person->status = COR_STATUS_SAFE;
  cor_edit_put (edit, person);
  cor_edit_set_scenario (edit, &self->scenario_id);
  plan = cor_snapshot_apply (self->plan, edit, 2);

  g_assert_true (cor_snapshot_lookup (plan, COR_RECORD_PERSON, &self->person_id) == person);
}

static void
test_reset_follows_the_plan_again (Fixture *self, gconstpointer data)
{
  g_autoptr (CorEdit) edit = new_change (self);
  g_autoptr (CorEdit) reset = cor_edit_new (COR_EDIT_CHANGE_CROSSING, NULL);
  g_autoptr (CorSnapshot) before = cor_snapshot_apply (self->plan, edit, 2);
  g_autoptr (CorSnapshot) after = NULL;
  g_autoptr (CorSnapshot) scenario = NULL;

  cor_edit_reset (reset, COR_RECORD_CROSSING, &self->crossing_id);
  cor_edit_reset (reset, COR_RECORD_CLOSURE, &self->closure_id);
  cor_edit_set_scenario (reset, &self->scenario_id);
  after = cor_snapshot_apply (before, reset, 3);
  scenario = view (after, &self->scenario_id);

  g_assert_cmpuint (get_capacity (scenario, &self->crossing_id), ==, 60);
  g_assert_nonnull (cor_snapshot_lookup (scenario, COR_RECORD_CLOSURE, &self->closure_id));
  g_assert_cmpuint (cor_overlay_count (cor_snapshot_get_overlay (after, &self->scenario_id)), ==,
                    0);
}

/* A draft is applied to what the officer looks at, and does not say where that is. */
static void
test_draft_in_a_scenario (Fixture *self, gconstpointer data)
{
  g_autoptr (CorEdit) draft = new_change (self);
  g_autoptr (CorSnapshot) scenario = view (self->plan, &self->scenario_id);
  g_autoptr (CorSnapshot) drafted = NULL;

  cor_edit_set_scenario (draft, &COR_ID_NIL);
  drafted = cor_snapshot_apply (scenario, draft, 1);

  g_assert_cmpuint (get_capacity (drafted, &self->crossing_id), ==, 7);
  g_assert_true (cor_id_equal (cor_snapshot_get_scenario_id (drafted), &self->scenario_id));
  g_assert_cmpuint (get_capacity (cor_snapshot_get_plan (drafted), &self->crossing_id), ==, 60);
}

static void
test_removed_scenario_is_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (CorEdit) edit = new_change (self);
  g_autoptr (CorEdit) removal = cor_edit_new (COR_EDIT_REMOVE_SCENARIO, NULL);
  g_autoptr (CorSnapshot) before = cor_snapshot_apply (self->plan, edit, 2);
  g_autoptr (CorSnapshot) after = NULL;

  cor_edit_remove (removal, COR_RECORD_SCENARIO, &self->scenario_id);
  after = cor_snapshot_apply (before, removal, 3);

  g_assert_null (cor_snapshot_view (after, &self->scenario_id));
  g_assert_null (cor_snapshot_get_overlay (after, &self->scenario_id));
  g_assert_null (cor_snapshot_find_scenario (after, "Poland closes"));
}

#define ADD(path, test)                                                                            \
  g_test_add ("/model/scenarios/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("lies-over-the-plan", test_scenario_lies_over_the_plan);
  ADD ("plan-shows-through", test_changes_of_the_plan_show_through);
  ADD ("same-people", test_people_are_the_same_in_all);
  ADD ("reset", test_reset_follows_the_plan_again);
  ADD ("draft", test_draft_in_a_scenario);
  ADD ("removed", test_removed_scenario_is_gone);

  return g_test_run ();
}
