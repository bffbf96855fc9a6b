/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-household.h"

#include "cor-demand.h"

/* Groups between two looks at whether to stop. */
#define GROUPS_PER_CHECK 128u

static void
add_group (GArray *households, CorSnapshot *snapshot, const CorDemandGroup *group, guint place)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  guint weight = settings != NULL ? settings->priority_weights[group->priority] : 1;
  guint first = households->len;

  for (guint i = 0; i < group->persons->len; i++)
    {
      guint index = g_array_index (group->persons, guint, i);
      const CorPerson *person = persons->pdata[index];
      const CorId *id = &g_array_index (group->households, CorId, i);
      CorHousehold *last = households->len == first
                               ? NULL
                               : &g_array_index (households, CorHousehold, households->len - 1);

      if (last == NULL || !cor_id_equal (&last->id, id))
        {
          CorHousehold added = { .id = *id,
                                 .group = place,
                                 .first_person = i,
                                 .priority = group->priority,
                                 .weight = weight };

          g_array_append_val (households, added);
          last = &g_array_index (households, CorHousehold, households->len - 1);
        }
      last->n_persons++;
      last->n_people += cor_snapshot_get_n_people (snapshot, index);
      last->needs |= person->needs;
      last->n_in_need += person->needs != 0;
    }
}

/**
 * cor_households_new:
 * @snapshot: a plan
 * @groups: (element-type CorDemandGroup): who has to be moved
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Lists the households of each group. One whose members are in several clusters is one in each:
 * they cannot start together.
 *
 * Returns: (transfer full) (nullable) (element-type CorHousehold): households, by group, in the
 * order in which they leave; %NULL if it was stopped
 */
GArray *
cor_households_new (CorSnapshot *snapshot, GPtrArray *groups, CorProgress *progress, GError **error)
{
  g_autoptr (GArray) households = g_array_new (FALSE, FALSE, sizeof (CorHousehold));

  for (guint i = 0; i < groups->len; i++)
    {
      if (i % GROUPS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return NULL;
      add_group (households, snapshot, groups->pdata[i], i);
    }

  return g_steal_pointer (&households);
}
