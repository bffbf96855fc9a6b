/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-path-check.h"

#include "cor-agreed-corridor.h"
#include "cor-error-text.h"
#include "cor-rows.h"
#include "cor-session-corridor.h"
#include "cor-words.h"

#include <glib/gi18n.h>

/* Of the places that a way passes, those that a narrow pane has room for. */
#define MAX_PLACES 6u

struct _CorPathCheck
{
  GtkBox parent_instance;

  AdwActionRow *state;
  GtkSpinner *spinner;
  AdwActionRow *offer;
  AdwActionRow *other;
  AdwActionRow *beware;
  AdwActionRow *advice;
  GtkButton *take;

  /* What was looked at last: the corridor, and what else of the plan it depends on. */
  CorRecord *corridor;
  CorRecord *settings;
  GPtrArray *closures;
  GCancellable *cancellable;
  CorCorridorPath *path;
  CorSelection *selection; /* where ways are offered */
};

G_DEFINE_FINAL_TYPE (CorPathCheck, cor_path_check, GTK_TYPE_BOX)

static guint
to_km (double distance_m)
{
  return (guint) (distance_m / 1000.0 + 0.5);
}

static void
append_name (GString *text, const char *name)
{
  g_autofree char *apart = cor_words_set_apart (name);

  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", apart);
}

/* Numbers of the roads in the order in which they are driven, each said once at a time. */
static char *
list_roads (const CorCorridor *way)
{
  GString *text = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = 0; i < way->roads->len; i++)
    {
      const CorCorridorRoad *road = way->roads->pdata[i];
      const char *name = road->number[0] != '\0' ? road->number : road->name;

      if (name == NULL)
        name = _ ("a road without a number");
      if (g_strcmp0 (name, last) != 0)
        append_name (text, name);
      last = name;
    }

  return g_string_free (text, FALSE);
}

static const char *
get_place_name (CorDetailsPage *page, const CorCorridorRoad *road, guint index)
{
  CorAtlas *atlas = cor_session_get_atlas (cor_details_page_get_session (page));
  const char *name = NULL;

  if (index < road->place_ids->len)
    name = cor_atlas_get_place_name (atlas, &g_array_index (road->place_ids, CorId, index),
                                     cor_details_page_get_language (page));

  return name != NULL ? name : road->places[index];
}

/* Places on the way, spread over its length if there are too many. */
static char *
list_places (CorDetailsPage *page, const CorCorridor *way)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  guint n_shown;

  for (guint i = 0; i < way->roads->len; i++)
    {
      const CorCorridorRoad *road = way->roads->pdata[i];

      for (guint j = 0; road->places != NULL && road->places[j] != NULL; j++)
        g_ptr_array_add (places, (gpointer) get_place_name (page, road, j));
    }
  n_shown = MIN (places->len, MAX_PLACES);
  for (guint i = 0; i < n_shown; i++)
    append_name (text, places->pdata[(gsize) i * places->len / n_shown]);

  return g_string_free (text, FALSE);
}

static char *
describe_way (CorDetailsPage *page, const CorCorridor *way)
{
  g_autofree char *length = cor_words_drive (way->distance_m, way->travel_time_ms);
  g_autofree char *roads = list_roads (way);
  g_autofree char *places = list_places (page, way);
  g_autoptr (GString) text = g_string_new (length);

  g_string_append_c (text, '\n');
  /* Translators: numbers or names of roads */
  g_string_append_printf (text, _ ("On %s"), roads);
  if (places[0] != '\0')
    {
      g_string_append_c (text, '\n');
      /* Translators: names of places that are passed */
      g_string_append_printf (text, _ ("By %s"), places);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_line (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static void
append_gaps (GString *text, const CorCorridorPath *path)
{
  for (guint i = 0; i < path->parts->len; i++)
    {
      const CorCorridorPathPart *part = path->parts->pdata[i];
      double distance_m = cor_position_distance_m (part->from_position, part->to_position);
      g_autofree char *gap = NULL;

      if (part->is_on_road)
        continue;
      /* Translators: corners of the line that was drawn, and how far they are from each other */
      gap = g_strdup_printf (_ ("From point %u to point %u, %u km, no road runs along it."),
                             part->from, part->to, to_km (distance_m));
      append_line (text, gap);
    }
}

static char *
describe_state (CorDetailsPage *page, const CorCorridorPath *path)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (path->is_on_roads)
    {
      g_autofree char *way = path->way != NULL ? describe_way (page, path->way) : NULL;

      append_line (text, _ ("It lies on roads."));
      if (way != NULL)
        append_line (text, way);
    }
  else
    {
      append_line (text, _ ("It does not lie on roads. The plan cannot keep to it: as it is drawn "
                            "nobody is sent along it."));
      append_gaps (text, path);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Who may drive it but cannot; nothing if there is no way to ask about. */
static void
append_who_cannot (GString *text, const CorCorridorPath *path)
{
  guint cannot = path->corridor->modes & ~path->modes;

  if (!path->is_on_roads && path->found == NULL)
    return;
  if ((cannot & COR_MODE_COACH) != 0)
    append_line (text, _ ("Coaches cannot drive it."));
  if ((cannot & COR_MODE_CAR) != 0)
    append_line (text, _ ("Cars cannot drive it."));
}

static char *
describe_dangers (const CorCorridorPath *path)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (path->trouble != NULL)
    append_line (text, path->trouble);
  append_who_cannot (text, path);
  for (guint i = 0; i < path->closed_by->len; i++)
    {
      const char *label = path->closed_by->pdata[i];
      g_autofree char *name =
          cor_words_set_apart (label[0] != '\0' ? label : _ ("a closure without a name"));
      g_autofree char *danger =
          /* Translators: what officers call a closure */
          g_strdup_printf (_ ("It runs over what “%s” closes; in its hours the corridor is open "
                              "there all the same."),
                           name);

      append_line (text, danger);
    }
  if (path->is_on_roads && path->corridor->is_two_way && !path->is_back_on_roads)
    append_line (text, _ ("It cannot be driven against its direction."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_advice (const CorCorridorPath *path)
{
  if (path->is_on_roads)
    return NULL;
  if (path->found == NULL)
    return _ ("No road was found that it could mean. Draw it again with more points, along the "
              "road that was agreed on.");
  if (path->is_unclear)
    return _ ("Another road may be meant as well. Draw it again with a point on the one that was "
              "agreed on.");

  return _ ("If this is the road that was agreed on, use it. If not, draw the corridor again with "
            "more points along the one that was.");
}

/* The part whose road may be another one, or NULL. */
static const CorCorridorPathPart *
find_unclear (const CorCorridorPath *path)
{
  for (guint i = 0; i < path->parts->len; i++)
    {
      const CorCorridorPathPart *part = path->parts->pdata[i];

      if (part->other != NULL)
        return part;
    }

  return NULL;
}

static void
add_line (GPtrArray *ways, const CorCorridor *way)
{
  CorGeometry *line = cor_geometry_new ();

  cor_geometry_add_part (line, COR_PART_LINE, (const CorPosition *) (gpointer) way->points->data,
                         way->points->len);
  g_ptr_array_add (ways, line);
}

/* On the map: what would be taken, and what else may be meant. */
static void
offer_ways (CorPathCheck *self, const CorCorridorPath *path, const CorCorridor *offered)
{
  g_autoptr (GPtrArray) ways = NULL;

  if (offered == NULL)
    return;

  ways = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_geometry_unref);
  add_line (ways, path->way != NULL ? path->way : offered);
  for (guint i = 0; i < path->parts->len; i++)
    {
      const CorCorridorPathPart *part = path->parts->pdata[i];

      if (part->other != NULL)
        add_line (ways, part->other);
    }
  cor_selection_offer_ways (self->selection, ways);
}

static void
show_offer (CorPathCheck *self, CorDetailsPage *page, const CorCorridorPath *path)
{
  const CorCorridorPathPart *unclear = find_unclear (path);
  const CorCorridor *offered = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *other = NULL;

  if (unclear != NULL)
    offered = unclear->road;
  else if (!path->is_on_roads && path->found != NULL)
    offered = path->way;
  if (offered != NULL)
    offer = describe_way (page, offered);
  if (unclear != NULL)
    other = describe_way (page, unclear->other);
  cor_rows_set_fact (self->offer, offer);
  cor_rows_set_fact (self->other, other);
  offer_ways (self, path, offered);
}

static void
show_wrong (CorPathCheck *self, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "warning");
}

/* What may be taken is taken by an officer only, who sees it here. */
static void
show_path (CorPathCheck *self, CorDetailsPage *page, const CorCorridorPath *path)
{
  g_autofree char *state = describe_state (page, path);
  g_autofree char *dangers = describe_dangers (path);
  const char *advice = get_advice (path);
  gboolean is_read_only = cor_session_is_read_only (cor_details_page_get_session (page));
  gboolean may_take = path->found != NULL && !path->is_unclear;

  cor_rows_set_fact (self->state, state);
  show_wrong (self, !path->is_on_roads);
  show_offer (self, page, path);
  cor_rows_set_fact (self->beware, dangers);
  cor_rows_set_fact (self->advice, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->take), !path->is_on_roads);
  gtk_widget_set_sensitive (GTK_WIDGET (self->take), may_take && !is_read_only);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->take), may_take ? NULL : advice);
}

static void
show_nothing_yet (CorPathCheck *self, const char *state)
{
  cor_rows_set_fact (self->state, state);
  show_wrong (self, FALSE);
  cor_rows_set_fact (self->offer, NULL);
  cor_rows_set_fact (self->other, NULL);
  cor_rows_set_fact (self->beware, NULL);
  cor_rows_set_fact (self->advice, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->take), FALSE);
}

static void
show_looking (CorPathCheck *self, gboolean is_looking)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_looking);
  gtk_spinner_set_spinning (self->spinner, is_looking);
}

/* Whoever closes the page ends this check, which cancels what it waits for. */
static CorDetailsPage *
get_page (CorPathCheck *self)
{
  return COR_DETAILS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), COR_TYPE_DETAILS_PAGE));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CorPathCheck *self;
  g_autoptr (GError) error = NULL;
  CorDetailsPage *page;
  CorCorridorPath *path =
      cor_session_find_corridor_path_finish (COR_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = user_data;
  page = get_page (self);
  show_looking (self, FALSE);
  if (path == NULL)
    {
      g_autofree char *text = cor_error_text (error);
      g_autofree char *state =
          g_strdup_printf (_ ("On which roads it lies could not be found out: %s"), text);

      show_nothing_yet (self, state);
      show_wrong (self, TRUE);
      return;
    }

  g_clear_pointer (&self->path, cor_corridor_path_free);
  self->path = path;
  show_path (self, page, path);
}

static void
take_cb (CorPathCheck *self)
{
  CorDetailsPage *page =
      COR_DETAILS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), COR_TYPE_DETAILS_PAGE));
  CorEdit *edit;
  g_autoptr (GError) error = NULL;

  if (self->path == NULL)
    return;

  edit = cor_edit_take_corridor_path (cor_details_page_get_snapshot (page), self->path, &error);
  cor_details_page_commit (page, edit, &error);
}

static void
forget (CorPathCheck *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->path, cor_corridor_path_free);
  g_clear_pointer (&self->corridor, cor_record_unref);
  g_clear_pointer (&self->settings, cor_record_unref);
  g_clear_pointer (&self->closures, g_ptr_array_unref);
  if (self->selection != NULL)
    cor_selection_offer_ways (self->selection, NULL);
  g_clear_object (&self->selection);
}

static void
cor_path_check_dispose (GObject *object)
{
  forget (COR_PATH_CHECK (object));

  G_OBJECT_CLASS (cor_path_check_parent_class)->dispose (object);
}

static void
cor_path_check_class_init (CorPathCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_path_check_dispose;
}

static void
cor_path_check_init (CorPathCheck *self)
{
  AdwPreferencesGroup *group = cor_rows_add_group (GTK_BOX (self), NULL);

  gtk_widget_set_hexpand (GTK_WIDGET (group), TRUE);
  self->state = cor_rows_add_fact (group, _ ("As it is drawn"), NULL);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  adw_action_row_add_suffix (self->state, GTK_WIDGET (self->spinner));
  self->offer = cor_rows_add_fact (group, _ ("The quickest way by road"), NULL);
  self->other = cor_rows_add_fact (group, _ ("About as quick"), NULL);
  self->beware = cor_rows_add_fact (group, _ ("Beware"), NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->beware), "warning");
  self->advice = cor_rows_add_fact (group, _ ("What to do"), NULL);
  self->take = cor_rows_add_button (group, _ ("_Use This Road"), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->take), FALSE);
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
}

/**
 * cor_path_check_show:
 * @self: a check
 * @page: the page of an agreed corridor that it stands on
 *
 * Looks on which roads the corridor lies, in the background, and says so; again whenever the
 * corridor, the closures or the plan's settings are others than when it looked last.
 */
void
cor_path_check_show (CorPathCheck *self, CorDetailsPage *page)
{
  CorSnapshot *snapshot = cor_details_page_get_snapshot (page);
  const CorId *id = cor_details_page_get_id (page);
  gpointer corridor = cor_snapshot_lookup (snapshot, COR_RECORD_AGREED_CORRIDOR, id);
  gpointer settings = (gpointer) cor_snapshot_get_settings (snapshot);
  GPtrArray *closures = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);

  g_return_if_fail (COR_IS_PATH_CHECK (self));

  if (corridor == self->corridor && settings == self->settings && closures == self->closures)
    return;

  forget (self);
  self->corridor = cor_record_ref (corridor);
  self->settings = cor_record_ref (settings);
  self->closures = g_ptr_array_ref (closures);
  self->selection = g_object_ref (cor_details_page_get_selection (page));
  self->cancellable = g_cancellable_new ();
  show_nothing_yet (self, _ ("Looking on which roads it lies…"));
  show_looking (self, TRUE);
  cor_session_find_corridor_path_async (cor_details_page_get_session (page), id, self->cancellable,
                                        found_cb, self);
}
