/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-scene.h"

#include "cor-agreed-corridor.h"
#include "cor-scene-loads.h"
#include "cor-words.h"

#include <string.h>

/* In the order in which lanes of a shared road are drawn; the last stands for all others. */
static const char *const countries[COR_N_SCENE_COUNTRIES] = { "PL", "SK", "HU", "RO", "MD", "" };

static guint
country_of (const char *code)
{
  for (guint i = 0; i + 1 < COR_N_SCENE_COUNTRIES; i++)
    if (g_str_equal (countries[i], code))
      return i;

  return COR_N_SCENE_COUNTRIES - 1;
}

static CorWorldPoint
to_world (CorPosition position)
{
  CorWorldPoint point;

  cor_map_project_to_world (position, &point.x, &point.y);

  return point;
}

static void
clear_spot (gpointer data)
{
  g_free (((CorSceneSpot *) data)->name);
}

static void
clear_closure (gpointer data)
{
  CorSceneClosure *closure = data;

  cor_geometry_unref (closure->geometry);
  g_free (closure->label);
}

static void
clear_agreed (gpointer data)
{
  CorSceneAgreed *corridor = data;

  cor_geometry_unref (corridor->geometry);
  g_free (corridor->label);
}

static CorSceneSpot *
add_spot (CorMapScene *self,
          CorSelectionKind kind,
          const CorId *id,
          CorPosition position,
          const char *name)
{
  CorSceneSpot spot = {
    .kind = kind,
    .id = *id,
    .position = position,
    .world = to_world (position),
    .name = g_strdup (name),
  };

  g_array_append_val (self->spots, spot);

  return &g_array_index (self->spots, CorSceneSpot, self->spots->len - 1);
}

static void
add_posts (CorMapScene *self, CorSnapshot *snapshot, CorLanguage language)
{
  GPtrArray *posts = cor_snapshot_get_records (snapshot, COR_RECORD_POST);

  for (guint i = 0; i < posts->len; i++)
    {
      const CorPost *post = posts->pdata[i];
      CorSceneSpot *spot = add_spot (self, COR_SELECTION_POST, &post->record.id, post->position,
                                     cor_names_get (&post->names, language));

      spot->post = post->post;
    }
}

static void
add_vehicles (CorMapScene *self, CorSnapshot *snapshot)
{
  GPtrArray *vehicles = cor_snapshot_get_records (snapshot, COR_RECORD_VEHICLE);

  for (guint i = 0; i < vehicles->len; i++)
    {
      const CorVehicle *vehicle = vehicles->pdata[i];
      g_autofree char *name = cor_words_vehicles (vehicle);
      CorSceneSpot *spot = add_spot (self, COR_SELECTION_VEHICLE, &vehicle->record.id,
                                     vehicle->depot_position, name);

      spot->n_people = vehicle->n_vehicles * cor_vehicle_get_places (vehicle);
    }
}

static GHashTable *
count_passing (CorResult *result)
{
  GHashTable *passing = g_hash_table_new (cor_id_hash, cor_id_equal);

  for (guint i = 0; result != NULL && i < result->movements->len; i++)
    {
      CorMovement *movement = result->movements->pdata[i];
      guint n_people = GPOINTER_TO_UINT (g_hash_table_lookup (passing, &movement->crossing_id));

      g_hash_table_insert (passing, &movement->crossing_id,
                           GUINT_TO_POINTER (n_people + movement->n_people));
    }

  return passing;
}

static void
add_crossings (CorMapScene *self, CorSnapshot *snapshot, CorResult *result, CorLanguage language)
{
  GPtrArray *crossings = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING);
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  g_autoptr (GHashTable) passing = count_passing (result);

  for (guint i = 0; i < crossings->len; i++)
    {
      const CorCrossing *crossing = crossings->pdata[i];
      CorSceneSpot *spot =
          add_spot (self, COR_SELECTION_CROSSING, &crossing->record.id, crossing->position,
                    cor_names_get (&crossing->names, language));

      spot->state = cor_crossing_get_state (crossing, settings->start_utc_s);
      spot->n_people = GPOINTER_TO_UINT (g_hash_table_lookup (passing, &crossing->record.id));
    }
}

static void
add_clusters (CorMapScene *self, CorResult *result, CorLanguage language)
{
  for (guint i = 0; result != NULL && i < result->clusters->len; i++)
    {
      const CorCluster *cluster = result->clusters->pdata[i];
      CorSceneSpot *spot =
          add_spot (self, COR_SELECTION_CLUSTER, &cluster->id, cluster->rally_position,
                    cor_names_get (&cluster->settlement->names, language));

      spot->n_people = cluster->n_people;
      self->n_clusters++;
    }
}

static void
add_closures (CorMapScene *self, CorSnapshot *snapshot)
{
  GPtrArray *closures = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);
  gint64 start_utc_s = cor_snapshot_get_settings (snapshot)->start_utc_s;

  for (guint i = 0; i < closures->len; i++)
    {
      const CorClosure *closure = closures->pdata[i];
      CorSceneClosure shown = {
        .id = closure->record.id,
        .kind = closure->closure,
        .geometry = cor_geometry_ref (closure->geometry),
        .label = g_strdup (closure->label),
        .in_force = cor_closure_is_in_force (closure, start_utc_s),
      };

      g_array_append_val (self->closures, shown);
    }
}

static void
add_agreed (CorMapScene *self, CorSnapshot *snapshot)
{
  GPtrArray *corridors = cor_snapshot_get_records (snapshot, COR_RECORD_AGREED_CORRIDOR);
  gint64 start_utc_s = cor_snapshot_get_settings (snapshot)->start_utc_s;

  for (guint i = 0; i < corridors->len; i++)
    {
      const CorAgreedCorridor *corridor = corridors->pdata[i];
      CorSceneAgreed shown = {
        .id = corridor->record.id,
        .geometry = cor_geometry_ref (corridor->geometry),
        .label = g_strdup (corridor->label),
        .is_open = cor_agreed_corridor_is_open (corridor, start_utc_s),
      };

      g_array_append_val (self->agreed, shown);
    }
}

static void
add_piece (CorMapScene *self, const CorSceneLoad *load)
{
  guint lane = 0;

  for (guint i = 0; i < COR_N_SCENE_COUNTRIES; i++)
    {
      CorScenePiece piece = {
        .a = to_world (load->a),
        .b = to_world (load->b),
        .n_people = load->n_people[i],
        .country = i,
        .lane = lane,
      };

      if (load->n_people[i] == 0)
        continue;
      g_array_append_val (self->pieces, piece);
      self->largest_load = MAX (self->largest_load, load->n_people[i]);
      lane += load->n_people[i];
    }
}

static void
add_pieces (CorMapScene *self, CorSnapshot *snapshot, CorResult *result)
{
  g_autoptr (CorSceneLoads) loads = cor_scene_loads_new ();
  g_autofree guint *n_people = g_new0 (guint, result->corridors->len + 1);

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      n_people[movement->corridor] += movement->n_people;
    }

  for (guint i = 0; i < result->corridors->len; i++)
    {
      const CorCorridor *corridor = result->corridors->pdata[i];
      const CorCrossing *crossing =
          cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, &corridor->crossing_id);

      if (n_people[i] == 0 || crossing == NULL)
        continue;
      cor_scene_loads_add (loads, corridor, country_of (crossing->country), n_people[i]);
      self->n_corridors++;
    }

  for (guint i = 0; i < cor_scene_loads_get_n (loads); i++)
    add_piece (self, cor_scene_loads_get (loads, i));
}

static CorMapScene *
new_empty (void)
{
  CorMapScene *self = g_new0 (CorMapScene, 1);

  self->spots = g_array_new (FALSE, FALSE, sizeof (CorSceneSpot));
  g_array_set_clear_func (self->spots, clear_spot);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (CorScenePiece));
  self->closures = g_array_new (FALSE, FALSE, sizeof (CorSceneClosure));
  g_array_set_clear_func (self->closures, clear_closure);
  self->agreed = g_array_new (FALSE, FALSE, sizeof (CorSceneAgreed));
  g_array_set_clear_func (self->agreed, clear_agreed);

  return self;
}

/**
 * cor_map_scene_new:
 * @snapshot: (nullable): the plan
 * @result: (nullable): its routes
 * @is_stale: whether @result does not belong to @snapshot
 * @language: language of the names
 *
 * Prepares what the map shows. Takes milliseconds; may run on any thread.
 *
 * Returns: (transfer full): the scene
 */
CorMapScene *
cor_map_scene_new (CorSnapshot *snapshot,
                   CorResult *result,
                   gboolean is_stale,
                   CorLanguage language)
{
  CorMapScene *self = new_empty ();

  self->is_stale = is_stale;
  if (snapshot == NULL || cor_snapshot_get_settings (snapshot) == NULL)
    return self;

  add_closures (self, snapshot);
  add_agreed (self, snapshot);
  add_posts (self, snapshot, language);
  add_vehicles (self, snapshot);
  add_crossings (self, snapshot, result, language);
  add_clusters (self, result, language);
  if (result != NULL)
    add_pieces (self, snapshot, result);

  return self;
}

/* How many people of each corridor's movements drive it. */
static void
load_result (CorSceneLoads *loads, const CorResult *result, guint column)
{
  g_autofree guint *n_people = g_new0 (guint, result->corridors->len + 1);

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      n_people[movement->corridor] += movement->n_people;
    }
  for (guint i = 0; i < result->corridors->len; i++)
    if (n_people[i] > 0)
      cor_scene_loads_add (loads, result->corridors->pdata[i], column, n_people[i]);
}

static void
add_shades (CorMapScene *self, const CorSceneLoad *load)
{
  guint n_first = load->n_people[0];
  guint n_second = load->n_people[1];
  CorSceneLoad shades = { .a = load->a, .b = load->b };

  shades.n_people[COR_SCENE_ALIKE] = MIN (n_first, n_second);
  shades.n_people[COR_SCENE_ONLY_FIRST] = n_first - MIN (n_first, n_second);
  shades.n_people[COR_SCENE_ONLY_SECOND] = n_second - MIN (n_first, n_second);
  add_piece (self, &shades);
}

static const CorCluster *
find_cluster (const CorComparison *comparison, const CorId *id)
{
  const CorCluster *cluster = cor_result_get_cluster (comparison->second, id);

  return cluster != NULL ? cluster : cor_result_get_cluster (comparison->first, id);
}

/* Only those of whom anybody goes otherwise; differences are sorted by cluster. */
static void
add_differing_clusters (CorMapScene *self, const CorComparison *comparison, CorLanguage language)
{
  CorSceneSpot *last = NULL;

  for (guint i = 0; i < comparison->differences->len; i++)
    {
      const CorDifference *difference = comparison->differences->pdata[i];
      const CorCluster *cluster = find_cluster (comparison, &difference->cluster_id);

      if (cluster == NULL)
        continue;
      if (last == NULL || !cor_id_equal (&last->id, &difference->cluster_id))
        {
          last = add_spot (self, COR_SELECTION_CLUSTER, &cluster->id, cluster->rally_position,
                           cor_names_get (&cluster->settlement->names, language));
          self->n_clusters++;
        }
      last->n_people += difference->n_people;
    }
}

static void
note_first (CorMapScene *self, CorResult *first)
{
  g_autoptr (GHashTable) passing = count_passing (first);

  for (guint i = 0; i < self->spots->len; i++)
    {
      CorSceneSpot *spot = &g_array_index (self->spots, CorSceneSpot, i);

      if (spot->kind == COR_SELECTION_CROSSING)
        spot->n_first = GPOINTER_TO_UINT (g_hash_table_lookup (passing, &spot->id));
    }
}

/**
 * cor_map_scene_new_of_comparison:
 * @snapshot: the plan
 * @comparison: two plans for its people
 * @language: language of the names
 *
 * Prepares a map of what differs: roads by how many more drive them in which plan, clusters by how
 * many of their people go otherwise. Crossings and closures are those of the second plan, where
 * that is a scenario; of what was published only the routes are kept.
 *
 * Returns: (transfer full): the scene
 */
CorMapScene *
cor_map_scene_new_of_comparison (CorSnapshot *snapshot,
                                 const CorComparison *comparison,
                                 CorLanguage language)
{
  g_autoptr (CorSnapshot) plan =
      cor_snapshot_view (cor_snapshot_get_plan (snapshot), &comparison->second->scenario_id);
  CorSnapshot *second = plan != NULL ? plan : snapshot;
  g_autoptr (CorSceneLoads) loads = cor_scene_loads_new ();
  CorMapScene *self = new_empty ();

  self->is_comparison = TRUE;
  add_closures (self, second);
  add_agreed (self, second);
  add_crossings (self, second, comparison->second, language);
  note_first (self, comparison->first);
  add_differing_clusters (self, comparison, language);
  load_result (loads, comparison->first, 0);
  load_result (loads, comparison->second, 1);
  for (guint i = 0; i < cor_scene_loads_get_n (loads); i++)
    add_shades (self, cor_scene_loads_get (loads, i));
  self->n_corridors = comparison->second->corridors->len;

  return self;
}

/**
 * cor_map_scene_free:
 * @self: (transfer full): a scene
 *
 * Frees @self.
 */
void
cor_map_scene_free (CorMapScene *self)
{
  g_array_unref (self->spots);
  g_array_unref (self->pieces);
  g_array_unref (self->closures);
  g_array_unref (self->agreed);
  g_free (self);
}

/**
 * cor_map_scene_find_spot:
 * @self: a scene
 * @kind: what it is
 * @id: which one
 *
 * Returns: (transfer none) (nullable): the spot
 */
const CorSceneSpot *
cor_map_scene_find_spot (const CorMapScene *self, CorSelectionKind kind, const CorId *id)
{
  for (guint i = 0; i < self->spots->len; i++)
    {
      const CorSceneSpot *spot = &g_array_index (self->spots, CorSceneSpot, i);

      if (spot->kind == kind && cor_id_equal (&spot->id, id))
        return spot;
    }

  return NULL;
}
