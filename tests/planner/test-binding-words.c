/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-binding-words.h"

#include <string.h>

#include "cor-crossing.h"
#include "cor-time.h"

static CorSnapshot *
make_plan (const CorId *crossing_id)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  CorCrossing *crossing = cor_crossing_new (crossing_id);

  cor_names_set (&crossing->names, COR_LANGUAGE_EN, "Krakivets {amount}");
  cor_edit_put (edit, crossing);

  return cor_snapshot_apply (empty, edit, 1);
}

static void
test_worth (void)
{
  CorId id = cor_id_from_key ("crossing");
  g_autoptr (CorSnapshot) snapshot = make_plan (&id);
  CorBinding binding = { COR_BINDING_CROSSING_CAPACITY, id, 1645704000, 40, 126 };
  g_autofree char *hours = cor_binding_describe (&binding, snapshot);
  g_autofree char *minutes = NULL;
  g_autofree char *unknown = NULL;

  /* What officers call things is taken as it is. */
  g_assert_cmpstr (hours, ==,
                   "Krakivets {amount} is full until 2022-02-24 14:00 EET; 40 more people an hour "
                   "there would end 2.1 h sooner.");
  binding.worth_min = 35;
  minutes = cor_binding_describe (&binding, snapshot);
  g_assert_true (g_str_has_suffix (minutes, "would end 35 min sooner."));
  binding.worth_min = 0;
  unknown = cor_binding_describe (&binding, snapshot);
  g_assert_true (g_str_has_suffix (unknown, "14:00 EET."));
}

static void
test_remedy (void)
{
  CorId id = cor_id_from_key ("crossing");
  g_autoptr (CorSnapshot) snapshot = make_plan (&id);
  CorBinding remedy = { COR_BINDING_CROSSING_CAPACITY, id, COR_TIME_NONE, 7, 0 };
  g_autofree char *text = cor_binding_describe_remedy (&remedy, snapshot);
  g_autofree char *none = NULL;

  g_assert_cmpstr (text, ==, "7 more people an hour at Krakivets {amount} would serve them.");
  remedy.amount = 1;
  g_clear_pointer (&text, g_free);
  text = cor_binding_describe_remedy (&remedy, snapshot);
  g_assert_cmpstr (text, ==, "1 more person an hour at Krakivets {amount} would serve them.");
  remedy.kind = COR_BINDING_HORIZON;
  remedy.related_id = COR_ID_NIL;
  g_clear_pointer (&text, g_free);
  text = cor_binding_describe_remedy (&remedy, snapshot);
  g_assert_cmpstr (text, ==, "Planning 1 more hour would serve them.");
  remedy.kind = COR_BINDING_NONE;
  none = cor_binding_describe_remedy (&remedy, snapshot);
  g_assert_cmpstr (none, ==, "");
}

static void
test_plan_worth (void)
{
  CorId id = cor_id_from_key ("crossing");
  g_autoptr (CorSnapshot) snapshot = make_plan (&id);
  CorWorth worth = { { COR_BINDING_CROSSING_CAPACITY, id, COR_TIME_NONE, 40, 126 },
                     0,
                     7 * COR_SECONDS_PER_HOUR };
  g_autofree char *sooner = cor_worth_describe (&worth, snapshot);
  g_autofree char *more = NULL;
  g_autofree char *hours = NULL;

  g_assert_cmpstr (sooner, ==,
                   "40 more people an hour at Krakivets {amount} would end 2.1 h sooner and spare "
                   "people 7 hours inside.");
  worth.limit.worth_min = 0;
  hours = cor_worth_describe (&worth, snapshot);
  g_assert_true (
      g_str_has_suffix (hours, "would not end sooner, but spare people 7 hours inside."));
  worth.n_people = 12;
  worth.person_s = 0;
  more = cor_worth_describe (&worth, snapshot);
  g_assert_true (g_str_has_suffix (more, "would bring 12 more people out."));
}

/* Whatever limits, an officer gets a sentence, whether the thing meant is still there or not. */
static void
test_every_kind_has_a_text (void)
{
  CorId id = cor_id_from_key ("crossing");
  g_autoptr (CorSnapshot) snapshot = make_plan (&id);

  for (guint i = COR_BINDING_NONE + 1; i < COR_N_BINDING_KINDS; i++)
    {
      CorBinding binding = { i, cor_id_from_key ("gone"), COR_TIME_NONE, 3, 10 };
      g_autofree char *text = cor_binding_describe (&binding, snapshot);

      g_assert_true (g_str_has_suffix (text, "."));
      g_assert_null (strchr (text, '{'));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/binding-words/worth", test_worth);
  g_test_add_func ("/planner/binding-words/remedy", test_remedy);
  g_test_add_func ("/planner/binding-words/plan-worth", test_plan_worth);
  g_test_add_func ("/planner/binding-words/every-kind-has-a-text", test_every_kind_has_a_text);

  return g_test_run ();
}
