/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-corridor-page.h"

#include "cor-binding-text.h"
#include "cor-clock.h"
#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>

/* Lines of the sheet that fit beside the map; paper has them all. */
#define MAX_ROADS_SHOWN 60

struct _CorCorridorPage
{
  CorDetailsPage parent_instance;

  AdwActionRow *from;
  AdwActionRow *to;
  AdwActionRow *length;
  AdwActionRow *connector;
  AdwPreferencesGroup *departures;
  GPtrArray *departure_rows;
  AdwPreferencesGroup *roads;
  GPtrArray *road_rows;
  char *title;
};

G_DEFINE_FINAL_TYPE (CorCorridorPage, cor_corridor_page, COR_TYPE_DETAILS_PAGE)

/* The corridor that movements of the cluster use; else any between the two. */
static const CorCorridor *
lookup (CorCorridorPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  CorResult *result = cor_details_page_get_result (page);

  if (result == NULL)
    return NULL;
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      if (cor_id_equal (&movement->cluster_id, cor_details_page_get_id (page)) &&
          cor_id_equal (&movement->crossing_id, cor_details_page_get_other_id (page)))
        return result->corridors->pdata[movement->corridor];
    }
  for (guint i = 0; i < result->corridors->len; i++)
    {
      const CorCorridor *corridor = result->corridors->pdata[i];

      if (cor_id_equal (&corridor->cluster_id, cor_details_page_get_id (page)) &&
          cor_id_equal (&corridor->crossing_id, cor_details_page_get_other_id (page)))
        return corridor;
    }

  return NULL;
}

static void
show_connector (CorCorridorPage *self, const CorCorridor *corridor)
{
  g_autofree char *text = NULL;
  guint off_road_m = corridor->connector_m + corridor->end_connector_m;

  if (off_road_m > 0)
    text = g_strdup_printf (_ ("%.1f km off the known roads"), off_road_m / 1000.0);
  cor_rows_set_fact (self->connector, text);
  if (corridor->connector_flagged)
    gtk_widget_add_css_class (GTK_WIDGET (self->connector), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->connector), "warning");
}

static void
add_vehicles (GString *text, CorSnapshot *snapshot, const CorMovement *movement)
{
  for (guint i = 0; i < movement->vehicles->len; i++)
    {
      const CorMovementVehicle *used = &g_array_index (movement->vehicles, CorMovementVehicle, i);
      const CorVehicle *vehicle =
          cor_snapshot_lookup (snapshot, COR_RECORD_VEHICLE, &used->vehicle_id);
      const char *name;
      g_autofree char *people = cor_words_people (used->n_people);

      if (vehicle == NULL)
        continue;
      name = vehicle->label[0] != '\0' ? vehicle->label : cor_words_vehicle_kind (vehicle->vehicle);
      g_string_append_c (text, '\n');
      /* Translators: name of vehicles, which of them, which of its trips, and how many people */
      g_string_append_printf (text, _ ("%s %u, trip %u: %s"), name, used->number, used->trip,
                              people);
    }
}

/* What keeps it from being earlier, and what would help. */
static void
add_reasons (GString *text, CorDetailsPage *page, const CorMovement *movement)
{
  for (guint i = 0; i < movement->reasons->len; i++)
    {
      g_autofree char *reason = cor_binding_text_limit (
          cor_details_page_get_snapshot (page), &g_array_index (movement->reasons, CorBinding, i),
          cor_details_page_get_language (page));

      if (reason[0] != '\0')
        g_string_append_printf (text, "\n• %s", reason);
    }
}

static void
add_departure (CorCorridorPage *self, const CorMovement *movement)
{
  CorSnapshot *snapshot = cor_details_page_get_snapshot (COR_DETAILS_PAGE (self));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *depart = cor_clock_format (movement->depart_utc_s);
  g_autofree char *arrive = cor_clock_format (movement->arrive_utc_s);
  g_autofree char *pass = cor_clock_format (movement->pass_utc_s);
  g_autofree char *wait = cor_words_minutes (movement->wait_min);
  g_autofree char *count = g_strdup_printf ("%u", movement->n_people);
  AdwActionRow *row;

  /* Translators: how they pass the border, and times */
  g_string_append_printf (text, _ ("%s\nAt the crossing %s\nThrough in the hour from %s, wait %s"),
                          cor_words_mode (movement->mode), arrive, pass, wait);
  add_vehicles (text, snapshot, movement);
  add_reasons (text, COR_DETAILS_PAGE (self), movement);
  row = cor_rows_add_link (self->departures, depart, text->str, count);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_ptr_array_add (self->departure_rows, row);
}

static void
show_departures (CorCorridorPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  CorResult *result = cor_details_page_get_result (page);

  cor_rows_clear (self->departures, self->departure_rows);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      if (cor_id_equal (&movement->cluster_id, cor_details_page_get_id (page)) &&
          cor_id_equal (&movement->crossing_id, cor_details_page_get_other_id (page)))
        add_departure (self, movement);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->departures), self->departure_rows->len > 0);
}

/* In one paragraph, its length first: names in Latin letters alone would begin at the left of a
 * Hebrew desk. */
static char *
describe_road (const char *length, const CorCorridorRoad *road)
{
  g_autofree char *ends = g_strdup_printf ("%s – %s", road->from, road->to);
  g_autofree char *isolated = cor_words_set_apart (ends);

  return g_strdup_printf ("%s · %s", length, isolated);
}

static void
show_roads (CorCorridorPage *self, const CorCorridor *corridor)
{
  cor_rows_clear (self->roads, self->road_rows);
  for (guint i = 0; i < MIN (corridor->roads->len, MAX_ROADS_SHOWN); i++)
    {
      const CorCorridorRoad *road = corridor->roads->pdata[i];
      g_autofree char *number = cor_isolate (road->number);
      const char *name = road->name != NULL ? road->name : _ ("Road without a number");
      g_autofree char *title = road->number[0] != '\0' ? g_strdup (number) : g_strdup (name);
      g_autofree char *length = cor_words_drive (road->distance_m, road->travel_time_ms);
      g_autofree char *ends =
          road->from != NULL && road->to != NULL ? describe_road (length, road) : g_strdup (length);
      AdwActionRow *row = cor_rows_add_link (self->roads, title, ends, NULL);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      g_ptr_array_add (self->road_rows, row);
    }
}

static const char *
cor_corridor_page_refresh (CorDetailsPage *page)
{
  CorCorridorPage *self = COR_CORRIDOR_PAGE (page);
  const CorCorridor *corridor = lookup (self);
  const CorCluster *cluster;
  const CorCrossing *crossing;
  g_autofree char *length = NULL;
  g_autofree char *to = NULL;
  const char *from;

  if (corridor == NULL)
    return NULL;
  cluster = cor_result_get_cluster (cor_details_page_get_result (page), &corridor->cluster_id);
  crossing = cor_snapshot_lookup (cor_details_page_get_snapshot (page), COR_RECORD_CROSSING,
                                  &corridor->crossing_id);
  if (cluster == NULL || crossing == NULL)
    return NULL;

  from = cor_details_page_name (page, &cluster->settlement->names);
  to = g_strdup_printf ("%s – %s, %s", cor_details_page_name (page, &crossing->names),
                        cor_details_page_name (page, &crossing->neighbour_names),
                        cor_words_country (crossing->country));
  length = cor_words_drive (corridor->distance_m, corridor->travel_time_ms);
  adw_action_row_set_subtitle (self->from, from);
  adw_action_row_set_subtitle (self->to, to);
  cor_rows_set_fact (self->length, length);
  show_connector (self, corridor);
  show_departures (self);
  show_roads (self, corridor);
  g_free (self->title);
  self->title = g_strdup_printf ("%s – %s", from, cor_details_page_name (page, &crossing->names));

  return self->title;
}

static void
from_activated_cb (CorDetailsPage *page)
{
  cor_selection_select (cor_details_page_get_selection (page), COR_SELECTION_CLUSTER,
                        cor_details_page_get_id (page));
}

static void
to_activated_cb (CorDetailsPage *page)
{
  cor_selection_select (cor_details_page_get_selection (page), COR_SELECTION_CROSSING,
                        cor_details_page_get_other_id (page));
}

static void
cor_corridor_page_finalize (GObject *object)
{
  CorCorridorPage *self = COR_CORRIDOR_PAGE (object);

  g_ptr_array_unref (self->departure_rows);
  g_ptr_array_unref (self->road_rows);
  g_free (self->title);

  G_OBJECT_CLASS (cor_corridor_page_parent_class)->finalize (object);
}

static void
cor_corridor_page_class_init (CorCorridorPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_corridor_page_finalize;
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_corridor_page_refresh;
}

static AdwActionRow *
add_end (CorCorridorPage *self,
         AdwPreferencesGroup *group,
         const char *title,
         GCallback activated_cb)
{
  AdwActionRow *row = cor_rows_add_link (group, title, NULL, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (row), "fact");
  g_signal_connect_object (row, "activated", activated_cb, self, G_CONNECT_SWAPPED);

  return row;
}

static void
cor_corridor_page_init (CorCorridorPage *self)
{
  AdwPreferencesGroup *group = cor_rows_add_group (GTK_BOX (self), NULL);

  self->from = add_end (self, group, _ ("From"), G_CALLBACK (from_activated_cb));
  self->to = add_end (self, group, _ ("To"), G_CALLBACK (to_activated_cb));
  self->length = cor_rows_add_fact (group, _ ("Length"), NULL);
  self->connector = cor_rows_add_fact (group, _ ("Beware"), NULL);
  self->departures = cor_rows_add_group (GTK_BOX (self), _ ("Departures"));
  self->roads = cor_rows_add_group (GTK_BOX (self), _ ("Roads in order"));
  self->departure_rows = g_ptr_array_new ();
  self->road_rows = g_ptr_array_new ();
}
