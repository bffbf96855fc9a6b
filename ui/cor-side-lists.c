/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-side-lists.h"

#include "cor-agreed-corridor.h"
#include "cor-binding-text.h"
#include "cor-list-item.h"
#include "cor-words.h"

#include <glib/gi18n.h>

typedef struct
{
  CorSnapshot *snapshot;
  CorResult *result; /* nullable */
  CorLanguage language;
  GPtrArray *items;
} Filling;

static void
add (Filling *filling,
     CorSelectionKind kind,
     const CorId *id,
     const char *title,
     const char *subtitle,
     const char *badge)
{
  g_ptr_array_add (filling->items, cor_list_item_new (kind, id, NULL, title, subtitle, badge));
}

static const char *
cluster_name (Filling *filling, const CorId *id)
{
  const CorCluster *cluster = cor_result_get_cluster (filling->result, id);

  return cluster != NULL ? cor_names_get (&cluster->settlement->names, filling->language) : "";
}

static int
compare_clusters (gconstpointer a, gconstpointer b)
{
  const CorCluster *left = *(const CorCluster *const *) a;
  const CorCluster *right = *(const CorCluster *const *) b;

  if (left->n_people != right->n_people)
    return left->n_people < right->n_people ? 1 : -1;

  return cor_id_compare (&left->id, &right->id);
}

static void
fill_clusters (Filling *filling)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  if (filling->result == NULL)
    return;
  for (guint i = 0; i < filling->result->clusters->len; i++)
    g_ptr_array_add (sorted, filling->result->clusters->pdata[i]);
  g_ptr_array_sort (sorted, compare_clusters);

  for (guint i = 0; i < sorted->len; i++)
    {
      const CorCluster *cluster = sorted->pdata[i];
      g_autofree char *count = g_strdup_printf ("%u", cluster->n_people);

      add (filling, COR_SELECTION_CLUSTER, &cluster->id,
           cor_names_get (&cluster->settlement->names, filling->language),
           cor_names_get (&cluster->settlement->oblast, filling->language), count);
    }
}

static int
compare_crossings (gconstpointer a, gconstpointer b)
{
  const CorCrossing *left = *(const CorCrossing *const *) a;
  const CorCrossing *right = *(const CorCrossing *const *) b;

  return g_strcmp0 (left->key, right->key);
}

static void
fill_crossings (Filling *filling)
{
  GPtrArray *crossings = cor_snapshot_get_records (filling->snapshot, COR_RECORD_CROSSING);
  gint64 start_utc_s = cor_snapshot_get_settings (filling->snapshot)->start_utc_s;
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < crossings->len; i++)
    g_ptr_array_add (sorted, crossings->pdata[i]);
  g_ptr_array_sort (sorted, compare_crossings);

  for (guint i = 0; i < sorted->len; i++)
    {
      const CorCrossing *crossing = sorted->pdata[i];
      g_autofree char *title =
          g_strdup_printf ("%s – %s", cor_names_get (&crossing->names, filling->language),
                           cor_names_get (&crossing->neighbour_names, filling->language));

      add (filling, COR_SELECTION_CROSSING, &crossing->record.id, title,
           cor_words_country (crossing->country),
           cor_words_crossing_state (cor_crossing_get_state (crossing, start_utc_s)));
    }
}

static void
fill_closures (Filling *filling)
{
  GPtrArray *closures = cor_snapshot_get_records (filling->snapshot, COR_RECORD_CLOSURE);
  gint64 start_utc_s = cor_snapshot_get_settings (filling->snapshot)->start_utc_s;

  for (guint i = 0; i < closures->len; i++)
    {
      const CorClosure *closure = closures->pdata[i];
      gboolean hits_no_road = FALSE;

      for (guint j = 0; filling->result != NULL && j < filling->result->closures_without_road->len;
           j++)
        hits_no_road |= cor_id_equal (
            &g_array_index (filling->result->closures_without_road, CorId, j), &closure->record.id);

      add (filling, COR_SELECTION_CLOSURE, &closure->record.id,
           closure->label[0] != '\0' ? closure->label : _ ("Closed area"),
           hits_no_road ? _ ("Hits no road") : NULL,
           cor_closure_is_in_force (closure, start_utc_s) ? _ ("In force") : _ ("Later"));
    }
}

static void
fill_agreed_corridors (Filling *filling)
{
  GPtrArray *corridors = cor_snapshot_get_records (filling->snapshot, COR_RECORD_AGREED_CORRIDOR);
  gint64 start_utc_s = cor_snapshot_get_settings (filling->snapshot)->start_utc_s;

  for (guint i = 0; i < corridors->len; i++)
    {
      const CorAgreedCorridor *corridor = corridors->pdata[i];

      add (filling, COR_SELECTION_AGREED_CORRIDOR, &corridor->record.id,
           corridor->label[0] != '\0' ? corridor->label : _ ("Agreed corridor"), corridor->source,
           cor_agreed_corridor_is_open (corridor, start_utc_s) ? _ ("In force") : _ ("Later"));
    }
}

static void
fill_corridors (Filling *filling)
{
  CorResult *result = filling->result;
  g_autofree guint *n_people = NULL;

  if (result == NULL)
    return;
  n_people = g_new0 (guint, result->corridors->len + 1);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      n_people[movement->corridor] += movement->n_people;
    }

  for (guint i = 0; i < result->corridors->len; i++)
    {
      const CorCorridor *corridor = result->corridors->pdata[i];
      const CorCrossing *crossing =
          cor_snapshot_lookup (filling->snapshot, COR_RECORD_CROSSING, &corridor->crossing_id);
      g_autofree char *title = NULL;
      g_autofree char *distance = NULL;
      g_autofree char *count = NULL;

      if (n_people[i] == 0 || crossing == NULL)
        continue;
      title = g_strdup_printf ("%s – %s", cluster_name (filling, &corridor->cluster_id),
                               cor_names_get (&crossing->names, filling->language));
      distance = g_strdup_printf (_ ("%u km"), corridor->distance_m / 1000);
      count = g_strdup_printf ("%u", n_people[i]);
      g_ptr_array_add (filling->items,
                       cor_list_item_new (COR_SELECTION_CORRIDOR, &corridor->cluster_id,
                                          &corridor->crossing_id, title, distance, count));
    }
}

static void
fill_unplaced (Filling *filling)
{
  GPtrArray *persons = cor_snapshot_get_records (filling->snapshot, COR_RECORD_PERSON);

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      g_autofree char *count = NULL;

      if (person->placement != COR_PLACEMENT_NONE || !cor_status_is_planned (person->status))
        continue;
      count = g_strdup_printf ("%u", cor_snapshot_get_n_people (filling->snapshot, i));
      add (filling, COR_SELECTION_PERSON, &person->record.id, person->particulars->full_name,
           person->place_text, count);
    }
}

static void
fill_unserved (Filling *filling)
{
  for (guint i = 0; filling->result != NULL && i < filling->result->unserved->len; i++)
    {
      const CorUnserved *unserved = filling->result->unserved->pdata[i];
      g_autofree char *count = g_strdup_printf ("%u", unserved->n_people);
      g_autofree char *reason =
          cor_binding_text_reason (filling->snapshot, unserved, filling->language);

      add (filling, COR_SELECTION_CLUSTER, &unserved->cluster_id,
           cluster_name (filling, &unserved->cluster_id), reason, count);
    }
}

static void
fill_findings (Filling *filling)
{
  GPtrArray *findings = cor_snapshot_get_records (filling->snapshot, COR_RECORD_FINDING);

  for (guint i = 0; i < findings->len; i++)
    {
      const CorFinding *finding = findings->pdata[i];
      const CorPerson *person =
          cor_snapshot_lookup (filling->snapshot, COR_RECORD_PERSON, &finding->person_id);

      if (!finding->resolved && person != NULL)
        add (filling, COR_SELECTION_PERSON, &finding->person_id, person->particulars->full_name,
             cor_words_finding (finding->finding), NULL);
    }
}

static void
fill_vehicles (Filling *filling)
{
  GPtrArray *vehicles = cor_snapshot_get_records (filling->snapshot, COR_RECORD_VEHICLE);

  for (guint i = 0; i < vehicles->len; i++)
    {
      const CorVehicle *vehicle = vehicles->pdata[i];
      g_autofree char *title = cor_words_vehicles (vehicle);
      g_autofree char *places =
          g_strdup_printf ("%u", vehicle->n_vehicles * cor_vehicle_get_places (vehicle));

      add (filling, COR_SELECTION_VEHICLE, &vehicle->record.id, title, vehicle->depot_label,
           places);
    }
}

static void
fill_posts (Filling *filling)
{
  GPtrArray *posts = cor_snapshot_get_records (filling->snapshot, COR_RECORD_POST);

  for (guint i = 0; i < posts->len; i++)
    {
      const CorPost *post = posts->pdata[i];
      g_autofree char *phone = post->phone != NULL ? cor_isolate (post->phone) : NULL;

      add (filling, COR_SELECTION_POST, &post->record.id,
           cor_names_get (&post->names, filling->language),
           phone != NULL ? phone : _ ("Telephone not entered"), NULL);
    }
}

static const struct
{
  const char *title;
  void (*fill) (Filling *filling);
} lists[COR_N_SIDE_LISTS] = {
  { N_ ("Clusters"), fill_clusters },   { N_ ("Crossings"), fill_crossings },
  { N_ ("Closures"), fill_closures },   { N_ ("Agreed corridors"), fill_agreed_corridors },
  { N_ ("Corridors"), fill_corridors }, { N_ ("Unplaced"), fill_unplaced },
  { N_ ("Unserved"), fill_unserved },   { N_ ("To check"), fill_findings },
  { N_ ("Vehicles"), fill_vehicles },   { N_ ("Posts"), fill_posts },
};

/**
 * cor_side_list_get_title:
 * @list: which list
 *
 * Returns: (transfer none): its name in the desk's language
 */
const char *
cor_side_list_get_title (CorSideList list)
{
  g_return_val_if_fail (list < COR_N_SIDE_LISTS, "");

  return _ (lists[list].title);
}

/**
 * cor_side_list_fill:
 * @list: which list
 * @session: the plan
 * @language: language of the names
 *
 * Returns: (transfer full) (element-type CorListItem): its lines
 */
GPtrArray *
cor_side_list_fill (CorSideList list, CorSession *session, CorLanguage language)
{
  Filling filling = {
    .snapshot = cor_session_get_snapshot (session),
    .result = cor_session_get_result (session),
    .language = language,
    .items = g_ptr_array_new_with_free_func (g_object_unref),
  };

  g_return_val_if_fail (list < COR_N_SIDE_LISTS, filling.items);

  if (filling.snapshot != NULL && cor_snapshot_get_settings (filling.snapshot) != NULL)
    lists[list].fill (&filling);

  return filling.items;
}
