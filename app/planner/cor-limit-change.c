/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-limit-change.h"

#include "cor-quota.h"

/* A limit is raised by about a fifth, in tens: what an officer could ask for. */
#define SHARE 5u
#define ROUND 10u

static guint
choose_amount (guint limit)
{
  return MAX (ROUND, limit / SHARE / ROUND * ROUND);
}

static void
add (guint *limit, guint amount)
{
  if (*limit != COR_UNLIMITED)
    *limit = *limit > COR_UNLIMITED - 1 - amount ? COR_UNLIMITED - 1 : *limit + amount;
}

static gpointer
raise_crossing (const CorBinding *limit, const CorCrossing *crossing)
{
  CorCrossing *raised = cor_record_copy (crossing);

  switch (limit->kind)
    {
    case COR_BINDING_CROSSING_MODE:
      for (guint i = 0; i < COR_N_MODES; i++)
        add (&raised->capacity_by_mode_people_per_h[i], limit->amount);
      break;
    case COR_BINDING_RECEPTION:
      add (&raised->reception_people_per_h, limit->amount);
      break;
    case COR_BINDING_CROSSING_CAPACITY:
    default:
      add (&raised->capacity_people_per_h, limit->amount);
      for (guint i = 0; i < raised->intervals->len; i++)
        add (&((CorCrossingInterval *) raised->intervals->pdata[i])->capacity_people_per_h,
             limit->amount);
      break;
    }

  return raised;
}

/* The record that holds a limit, with the limit raised; NULL if there is none. */
static gpointer
copy_raised (const CorBinding *limit, const CorSnapshot *snapshot)
{
  const CorCrossing *crossing;

  if (limit->kind == COR_BINDING_HORIZON)
    {
      CorPlanSettings *settings = cor_record_copy (cor_snapshot_get_settings (snapshot));

      settings->horizon_h += limit->amount;

      return settings;
    }
  if (limit->kind == COR_BINDING_QUOTA)
    {
      const CorQuota *quota = cor_snapshot_lookup (snapshot, COR_RECORD_QUOTA, &limit->related_id);
      CorQuota *raised = quota != NULL ? cor_record_copy (quota) : NULL;

      if (raised != NULL)
        add (&raised->max_people, limit->amount);

      return raised;
    }

  crossing = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, &limit->related_id);

  return crossing != NULL ? raise_crossing (limit, crossing) : NULL;
}

/**
 * cor_limit_raise:
 * @limit: a limit of a crossing, a quota or the horizon, and by how much to raise it
 * @snapshot: a plan
 *
 * Returns: (transfer full): the plan as it would be with that limit raised
 */
CorSnapshot *
cor_limit_raise (const CorBinding *limit, CorSnapshot *snapshot)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CHANGE_CROSSING, NULL);
  gpointer raised = copy_raised (limit, snapshot);

  if (raised != NULL)
    cor_edit_put (edit, raised);

  return cor_snapshot_apply (snapshot, edit, cor_snapshot_get_revision (snapshot));
}

static void
add_limit (GArray *limits, CorBindingKind kind, const CorId *id, guint amount)
{
  CorBinding limit = { kind, *id, COR_TIME_NONE, amount, 0 };

  g_array_append_val (limits, limit);
}

/**
 * cor_limit_list_of_crossing:
 * @crossing: a crossing
 * @limits: (element-type CorBinding): takes the limits that it has, and by how much each might be
 *   raised
 *
 * Lists what limits people at a crossing.
 */
void
cor_limit_list_of_crossing (const CorCrossing *crossing, GArray *limits)
{
  const CorId *id = &crossing->record.id;
  guint least = COR_UNLIMITED;

  add_limit (limits, COR_BINDING_CROSSING_CAPACITY, id,
             choose_amount (crossing->capacity_people_per_h));
  for (guint i = 0; i < COR_N_MODES; i++)
    least = MIN (least, crossing->capacity_by_mode_people_per_h[i]);
  if (least != COR_UNLIMITED)
    add_limit (limits, COR_BINDING_CROSSING_MODE, id, choose_amount (least));
  if (crossing->reception_people_per_h != COR_UNLIMITED)
    add_limit (limits, COR_BINDING_RECEPTION, id, choose_amount (crossing->reception_people_per_h));
}

/**
 * cor_limit_list_of_quotas:
 * @snapshot: a plan
 * @limits: (element-type CorBinding): takes its quotas, and by how much each might be raised
 *
 * Lists what limits people whom countries take.
 */
void
cor_limit_list_of_quotas (CorSnapshot *snapshot, GArray *limits)
{
  GPtrArray *quotas = cor_snapshot_get_records (snapshot, COR_RECORD_QUOTA);

  for (guint i = 0; i < quotas->len; i++)
    {
      const CorQuota *quota = quotas->pdata[i];

      add_limit (limits, COR_BINDING_QUOTA, &quota->record.id, choose_amount (quota->max_people));
    }
}

/**
 * cor_limit_of_horizon:
 * @hours: how many more
 *
 * Returns: the end of the plan, raised by so many hours
 */
CorBinding
cor_limit_of_horizon (guint hours)
{
  return (CorBinding){ COR_BINDING_HORIZON, COR_ID_NIL, COR_TIME_NONE, hours, 0 };
}
