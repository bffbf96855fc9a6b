/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-parted.h"

#include "cor-person.h"

/* Somebody of a household who still has to travel. */
typedef struct
{
  CorId household_id;
  CorId place_id;
  guint person; /* their place among the plan's persons */
} Member;

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const Member *left = a;
  const Member *right = b;
  int order = cor_id_compare (&left->household_id, &right->household_id);

  return order != 0 ? order : (left->person > right->person) - (left->person < right->person);
}

static GArray *
list_members (CorSnapshot *snapshot)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  GArray *members = g_array_new (FALSE, FALSE, sizeof (Member));

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      Member member = { person->household_id, person->place_id, i };

      if (!cor_id_is_nil (&person->household_id) && person->placement != COR_PLACEMENT_NONE &&
          cor_status_is_planned (person->status))
        g_array_append_val (members, member);
    }
  g_array_sort (members, compare_members);

  return members;
}

/**
 * cor_snapshot_list_parted:
 * @self: a plan
 *
 * Lists those whose household is registered in more than one place. People who are in different
 * places cannot start together, so a plan sends each part on its own; most often one of the places
 * is wrong, or one of them has no business in the household, and an officer has to say which. Who
 * is not placed, or does not travel any more, parts nobody.
 *
 * Returns: (transfer full) (element-type guint): their places among the plan's persons, those of
 * one household after another, by its id
 */
GArray *
cor_snapshot_list_parted (CorSnapshot *self)
{
  g_autoptr (GArray) members = list_members (self);
  GArray *parted = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_members;

  for (guint i = 0; i < members->len; i += n_members)
    {
      const Member *first = &g_array_index (members, Member, i);
      gboolean is_parted = FALSE;

      for (n_members = 1; i + n_members < members->len &&
                          cor_id_equal (&first[n_members].household_id, &first->household_id);
           n_members++)
        is_parted |= !cor_id_equal (&first[n_members].place_id, &first->place_id);
      for (guint j = 0; j < n_members && is_parted; j++)
        g_array_append_val (parted, first[j].person);
    }

  return parted;
}
