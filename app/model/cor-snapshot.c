/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-snapshot.h"

struct _CorSnapshot
{
  gatomicrefcount ref_count;
  guint64 revision;
  CorId scenario_id;                      /* nil: the plan itself */
  CorSnapshot *plan;                      /* of a scenario: the plan below it; else NULL */
  GPtrArray *overlays;                    /* of a plan: CorOverlay, sorted by scenario */
  GPtrArray *records[COR_N_RECORD_KINDS]; /* sorted by id */
  gsize counted;                          /* guards the two below */
  GArray *shares;                         /* guint: people that each person stands for */
  GArray *household_sizes;                /* guint: people of each person's household */
};

static CorSnapshot *
snapshot_alloc (void)
{
  CorSnapshot *self = g_new0 (CorSnapshot, 1);

  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

static GPtrArray *
new_overlays (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cor_overlay_unref);
}

/**
 * cor_snapshot_new:
 *
 * Returns: (transfer full): an empty plan at revision 0
 */
CorSnapshot *
cor_snapshot_new (void)
{
  CorSnapshot *self = snapshot_alloc ();

  self->overlays = new_overlays ();
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    self->records[i] = g_ptr_array_new_with_free_func (cor_record_unref);

  return self;
}

static int
compare_overlays (gconstpointer a, gconstpointer b)
{
  const CorOverlay *left = *(const CorOverlay *const *) a;
  const CorOverlay *right = *(const CorOverlay *const *) b;

  return cor_id_compare (&left->scenario_id, &right->scenario_id);
}

static gboolean
is_listed (GArray *ids, const CorId *id)
{
  for (guint i = 0; i < ids->len; i++)
    if (cor_id_equal (&g_array_index (ids, CorId, i), id))
      return TRUE;

  return FALSE;
}

/* What scenarios change after an edit: that of the one it is about is another, those of scenarios
 * that it removes are gone. */
static GPtrArray *
apply_to_overlays (CorSnapshot *self, const CorEdit *edit, const CorId *scenario_id)
{
  GArray *gone = cor_edit_get_removals (edit, COR_RECORD_SCENARIO);
  GPtrArray *overlays;
  gboolean found = cor_id_is_nil (scenario_id);

  if (found && gone->len == 0)
    return g_ptr_array_ref (self->overlays);

  overlays = new_overlays ();
  for (guint i = 0; i < self->overlays->len; i++)
    {
      CorOverlay *overlay = self->overlays->pdata[i];

      if (cor_id_equal (&overlay->scenario_id, scenario_id))
        {
          g_ptr_array_add (overlays, cor_overlay_apply (overlay, edit));
          found = TRUE;
        }
      else if (!is_listed (gone, &overlay->scenario_id))
        g_ptr_array_add (overlays, cor_overlay_ref (overlay));
    }
  if (!found)
    {
      g_autoptr (CorOverlay) empty = cor_overlay_new (scenario_id);

      g_ptr_array_add (overlays, cor_overlay_apply (empty, edit));
      g_ptr_array_sort (overlays, compare_overlays);
    }

  return overlays;
}

static CorSnapshot *
apply_to_plan (CorSnapshot *self, const CorEdit *edit, const CorId *scenario_id, guint64 revision)
{
  CorSnapshot *result = snapshot_alloc ();

  result->revision = revision;
  result->overlays = apply_to_overlays (self, edit, scenario_id);
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    {
      CorRecordKind kind = (CorRecordKind) i;
      GPtrArray *puts = cor_edit_get_puts (edit, kind);
      GArray *removals = cor_edit_get_removals (edit, kind);

      if ((puts->len == 0 && removals->len == 0) ||
          (!cor_id_is_nil (scenario_id) && cor_record_kind_is_overlaid (kind)))
        result->records[i] = g_ptr_array_ref (self->records[i]);
      else
        result->records[i] = cor_records_merge (self->records[i], puts, removals);
    }

  return result;
}

/* A scenario that nothing was changed in yet has no overlay. */
static CorSnapshot *
make_view (CorSnapshot *plan, const CorId *scenario_id)
{
  CorOverlay *overlay = cor_snapshot_get_overlay (plan, scenario_id);
  CorSnapshot *view = snapshot_alloc ();

  view->revision = plan->revision;
  view->scenario_id = *scenario_id;
  view->plan = cor_snapshot_ref (plan);
  view->overlays = g_ptr_array_ref (plan->overlays);
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    view->records[i] = overlay == NULL
                           ? g_ptr_array_ref (plan->records[i])
                           : cor_overlay_lay (overlay, (CorRecordKind) i, plan->records[i]);

  return view;
}

/**
 * cor_snapshot_apply:
 * @self: a plan, or one in a scenario
 * @edit: what to change; of a plan in a scenario it is about that scenario, whether it says so or
 *   not
 * @revision: the new revision
 *
 * Makes the plan as it is after @edit. Only the tables that it touches are copied.
 *
 * Returns: (transfer full): the new plan, in the same scenario
 */
CorSnapshot *
cor_snapshot_apply (CorSnapshot *self, const CorEdit *edit, guint64 revision)
{
  g_autoptr (CorSnapshot) plan = NULL;

  if (self->plan == NULL)
    return apply_to_plan (self, edit, cor_edit_get_scenario (edit), revision);

  plan = apply_to_plan (self->plan, edit, &self->scenario_id, revision);

  return make_view (plan, &self->scenario_id);
}

/**
 * cor_snapshot_view:
 * @self: a plan, in whatever scenario
 * @scenario_id: a scenario of it; nil: the plan itself
 *
 * Shows the plan as it is in a scenario: the records of the scenario over those of the plan.
 *
 * Returns: (transfer full) (nullable): the plan in that scenario; %NULL if it has none of that id
 */
CorSnapshot *
cor_snapshot_view (CorSnapshot *self, const CorId *scenario_id)
{
  CorSnapshot *plan = cor_snapshot_get_plan (self);

  if (cor_id_is_nil (scenario_id))
    return cor_snapshot_ref (plan);
  if (cor_snapshot_lookup (plan, COR_RECORD_SCENARIO, scenario_id) == NULL)
    return NULL;

  return make_view (plan, scenario_id);
}

/**
 * cor_snapshot_get_plan:
 * @self: a plan, in whatever scenario
 *
 * Returns: (transfer none): the plan itself
 */
CorSnapshot *
cor_snapshot_get_plan (CorSnapshot *self)
{
  return self->plan != NULL ? self->plan : self;
}

/**
 * cor_snapshot_get_scenario_id:
 * @self: a plan
 *
 * Returns: (transfer none): the scenario it is in; nil: the plan itself
 */
const CorId *
cor_snapshot_get_scenario_id (const CorSnapshot *self)
{
  return &self->scenario_id;
}

/**
 * cor_snapshot_get_scenario:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): the scenario it is in; %NULL: the plan itself
 */
const CorScenario *
cor_snapshot_get_scenario (const CorSnapshot *self)
{
  return cor_snapshot_lookup (self, COR_RECORD_SCENARIO, &self->scenario_id);
}

/**
 * cor_snapshot_find_scenario:
 * @self: a plan
 * @name: what officers call it
 *
 * Returns: (transfer none) (nullable): the scenario of that name
 */
const CorScenario *
cor_snapshot_find_scenario (const CorSnapshot *self, const char *name)
{
  GPtrArray *scenarios = self->records[COR_RECORD_SCENARIO];

  for (guint i = 0; i < scenarios->len; i++)
    {
      const CorScenario *scenario = scenarios->pdata[i];

      if (g_str_equal (scenario->name, name))
        return scenario;
    }

  return NULL;
}

/**
 * cor_snapshot_get_overlay:
 * @self: a plan, in whatever scenario
 * @scenario_id: a scenario of it
 *
 * Returns: (transfer none) (nullable): what the scenario changes; %NULL if nothing yet
 */
CorOverlay *
cor_snapshot_get_overlay (const CorSnapshot *self, const CorId *scenario_id)
{
  for (guint i = 0; i < self->overlays->len; i++)
    {
      CorOverlay *overlay = self->overlays->pdata[i];

      if (cor_id_equal (&overlay->scenario_id, scenario_id))
        return overlay;
    }

  return NULL;
}

/**
 * cor_snapshot_lookup_own:
 * @self: a plan itself
 * @scenario_id: a scenario of it; nil: the plan itself
 * @kind: what kind of record
 * @id: which one
 *
 * Looks at what the scenario has of its own, as opposed to what it shows of the plan; of records
 * that all share, at those.
 *
 * Returns: (transfer none) (nullable): the record
 */
gpointer
cor_snapshot_lookup_own (const CorSnapshot *self,
                         const CorId *scenario_id,
                         CorRecordKind kind,
                         const CorId *id)
{
  CorOverlay *overlay;

  g_return_val_if_fail (self->plan == NULL, NULL);

  if (cor_id_is_nil (scenario_id) || !cor_record_kind_is_overlaid (kind))
    return cor_snapshot_lookup (self, kind, id);

  overlay = cor_snapshot_get_overlay (self, scenario_id);

  return overlay != NULL ? cor_records_lookup (overlay->records[kind], id) : NULL;
}

/**
 * cor_snapshot_ref:
 * @self: a plan
 *
 * Returns: (transfer full): @self
 */
CorSnapshot *
cor_snapshot_ref (CorSnapshot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_snapshot_unref:
 * @self: (transfer full): a plan
 *
 * Lets go of @self.
 */
void
cor_snapshot_unref (CorSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    g_ptr_array_unref (self->records[i]);
  g_ptr_array_unref (self->overlays);
  g_clear_pointer (&self->plan, cor_snapshot_unref);
  g_clear_pointer (&self->shares, g_array_unref);
  g_clear_pointer (&self->household_sizes, g_array_unref);
  g_free (self);
}

/**
 * cor_snapshot_get_revision:
 * @self: a plan
 *
 * Returns: its last history number, 0 for a plan that nobody edited
 */
guint64
cor_snapshot_get_revision (const CorSnapshot *self)
{
  return self->revision;
}

/**
 * cor_snapshot_get_settings:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): its settings; %NULL only before the plan was created
 */
const CorPlanSettings *
cor_snapshot_get_settings (const CorSnapshot *self)
{
  GPtrArray *settings = self->records[COR_RECORD_SETTINGS];

  return settings->len > 0 ? settings->pdata[0] : NULL;
}

/**
 * cor_snapshot_get_records:
 * @self: a plan
 * @kind: what kind of record
 *
 * Returns: (transfer none) (element-type CorRecord): all of them, in the order of their ids
 */
GPtrArray *
cor_snapshot_get_records (const CorSnapshot *self, CorRecordKind kind)
{
  g_return_val_if_fail (kind < COR_N_RECORD_KINDS, NULL);

  return self->records[kind];
}

/**
 * cor_snapshot_lookup:
 * @self: a plan
 * @kind: what kind of record
 * @id: which one
 *
 * Returns: (transfer none) (nullable): the record, by binary search
 */
gpointer
cor_snapshot_lookup (const CorSnapshot *self, CorRecordKind kind, const CorId *id)
{
  return cor_records_lookup (self->records[kind], id);
}

typedef struct
{
  guint n_members;
  guint largest_party;
  guint speaker; /* the member whose stated party is the largest, the first of those */
} Household;

static GHashTable *
collect_households (GPtrArray *persons)
{
  GHashTable *households = g_hash_table_new_full (cor_id_hash, cor_id_equal, NULL, g_free);

  for (guint i = 0; i < persons->len; i++)
    {
      CorPerson *person = persons->pdata[i];
      Household *household;

      if (cor_id_is_nil (&person->household_id))
        continue;

      household = g_hash_table_lookup (households, &person->household_id);
      if (household == NULL)
        {
          household = g_new0 (Household, 1);
          g_hash_table_insert (households, &person->household_id, household);
        }
      household->n_members++;
      if (person->party_size > household->largest_party)
        {
          household->largest_party = person->party_size;
          household->speaker = i;
        }
    }

  return households;
}

/* Every registration stands for itself; whoever states the household's largest party stands for
 * those of it who did not register too. So the people of any group of persons are a plain sum. */
static void
count_people (CorSnapshot *self)
{
  GPtrArray *persons = self->records[COR_RECORD_PERSON];
  g_autoptr (GHashTable) households = collect_households (persons);

  self->shares = g_array_sized_new (FALSE, FALSE, sizeof (guint), persons->len);
  self->household_sizes = g_array_sized_new (FALSE, FALSE, sizeof (guint), persons->len);

  for (guint i = 0; i < persons->len; i++)
    {
      CorPerson *person = persons->pdata[i];
      Household *household = cor_id_is_nil (&person->household_id)
                                 ? NULL
                                 : g_hash_table_lookup (households, &person->household_id);
      guint size = person->party_size;
      guint share = person->party_size;

      if (household != NULL)
        {
          size = MAX (household->largest_party, household->n_members);
          share = household->speaker == i ? size - household->n_members + 1 : 1;
        }
      g_array_append_val (self->shares, share);
      g_array_append_val (self->household_sizes, size);
    }
}

static void
ensure_counted (CorSnapshot *self)
{
  if (g_once_init_enter (&self->counted))
    {
      count_people (self);
      g_once_init_leave (&self->counted, 1);
    }
}

/**
 * cor_snapshot_get_n_people:
 * @self: a plan
 * @person_index: a person's place among the plan's persons
 *
 * A household counts as many people as it registered or as its largest stated party, whichever is
 * more. This gives each member a share of that, so that people can be added up over any group of
 * members.
 *
 * Returns: how many people that registration stands for, at least 1
 */
guint
cor_snapshot_get_n_people (CorSnapshot *self, guint person_index)
{
  ensure_counted (self);
  g_return_val_if_fail (person_index < self->shares->len, 0);

  return g_array_index (self->shares, guint, person_index);
}

/**
 * cor_snapshot_get_household_size:
 * @self: a plan
 * @person_index: a person's place among the plan's persons
 *
 * Returns: how many people travel together with that person, themselves included
 */
guint
cor_snapshot_get_household_size (CorSnapshot *self, guint person_index)
{
  ensure_counted (self);
  g_return_val_if_fail (person_index < self->household_sizes->len, 0);

  return g_array_index (self->household_sizes, guint, person_index);
}

/**
 * cor_snapshot_count_people:
 * @self: a plan
 *
 * Returns: how many people the plan has, whatever their status
 */
guint
cor_snapshot_count_people (CorSnapshot *self)
{
  guint n_people = 0;

  ensure_counted (self);
  for (guint i = 0; i < self->shares->len; i++)
    n_people += g_array_index (self->shares, guint, i);

  return n_people;
}
