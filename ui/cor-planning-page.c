/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-planning-page.h"

#include "cor-clock.h"
#include "cor-fleet-edits.h"
#include "cor-report.h"
#include "cor-rows.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_WEIGHT 1000
#define MAX_SPACING_S 3600
#define MAX_COLUMN_KMH 130
#define MAX_EXPOSURE_REACH_M 500000

typedef enum
{
  GROUP_TOLERANCES,
  GROUP_WEIGHTS,
  GROUP_COLUMNS,
} Group;

#define TOLERANCE(objective)                                                                       \
  G_STRUCT_OFFSET (CorPlanSettings, tolerance_permille[COR_OBJECTIVE_##objective])
#define WEIGHT(priority)                                                                           \
  G_STRUCT_OFFSET (CorPlanSettings, priority_weights[COR_PRIORITY_##priority])

/* What an officer may set, where it stands, and how much of it makes sense; what is in tenths is
 * written with a decimal. */
static const struct
{
  Group group;
  const char *title;
  glong offset;
  guint min;
  guint max;
  gboolean in_tenths;
} fields[] = {
  { GROUP_TOLERANCES, N_ ("1. People left inside, % more"), TOLERANCE (LEFT_INSIDE), 0, 1000,
    TRUE },
  { GROUP_TOLERANCES, N_ ("2. When the last one is out, % later"), TOLERANCE (LAST_OUT), 0, 1000,
    TRUE },
  { GROUP_TOLERANCES, N_ ("3. Hours that people spend inside, % more"), TOLERANCE (PERSON_TIME), 0,
    1000, TRUE },
  { GROUP_TOLERANCES, N_ ("4. Way near a front, % more"), TOLERANCE (EXPOSURE), 0, 1000, TRUE },
  { GROUP_TOLERANCES, N_ ("5. Movements, % more"), TOLERANCE (MOVEMENTS), 0, 1000, TRUE },
  { GROUP_TOLERANCES, N_ ("6. People told otherwise before, % more"), TOLERANCE (CHANGE), 0, 1000,
    TRUE },
  { GROUP_WEIGHTS, N_ ("Urgent"), WEIGHT (URGENT), 1, MAX_WEIGHT, FALSE },
  { GROUP_WEIGHTS, N_ ("High"), WEIGHT (HIGH), 1, MAX_WEIGHT, FALSE },
  { GROUP_WEIGHTS, N_ ("Normal"), WEIGHT (NORMAL), 1, MAX_WEIGHT, FALSE },
  { GROUP_WEIGHTS, N_ ("Later"), WEIGHT (LATER), 1, MAX_WEIGHT, FALSE },
  { GROUP_COLUMNS, N_ ("Step of time, minutes"), G_STRUCT_OFFSET (CorPlanSettings, step_min), 1, 60,
    FALSE },
  { GROUP_COLUMNS, N_ ("Seconds between two vehicles, 0: any"),
    G_STRUCT_OFFSET (CorPlanSettings, spacing_s), 0, MAX_SPACING_S, FALSE },
  { GROUP_COLUMNS, N_ ("Greatest speed of columns, km/h, 0: the road's"),
    G_STRUCT_OFFSET (CorPlanSettings, column_kmh), 0, MAX_COLUMN_KMH, FALSE },
  { GROUP_COLUMNS, N_ ("People in a car, if nobody says"),
    G_STRUCT_OFFSET (CorPlanSettings, people_per_car_x10), 10, 90, TRUE },
  { GROUP_COLUMNS, N_ ("Metres from a front that are near it, 0: none"),
    G_STRUCT_OFFSET (CorPlanSettings, exposure_reach_m), 0, MAX_EXPOSURE_REACH_M, FALSE },
};

struct _CorPlanningPage
{
  AdwPreferencesPage parent_instance;

  AdwEntryRow *fields[G_N_ELEMENTS (fields)];
  AdwComboRow *night;
  AdwEntryRow *night_hours;

  CorSession *session;
  gboolean refreshing;
};

G_DEFINE_FINAL_TYPE (CorPlanningPage, cor_planning_page, ADW_TYPE_PREFERENCES_PAGE)

static const CorPlanSettings *
get_settings (CorPlanningPage *self)
{
  return cor_snapshot_get_settings (cor_session_get_snapshot (self->session));
}

static void
set_tenths (AdwEntryRow *row, guint tenths)
{
  g_autofree char *text = tenths % 10 == 0 ? g_strdup_printf ("%u", tenths / 10)
                                           : g_strdup_printf ("%u.%u", tenths / 10, tenths % 10);

  cor_rows_set_entry (row, text);
}

static gboolean
get_tenths (AdwEntryRow *row, guint min, guint max, guint *tenths)
{
  g_autofree char *text = g_strdelimit (cor_rows_get_entry (row), ",", '.');
  char *end;
  double number = g_ascii_strtod (text, &end);
  gboolean is_read =
      end != text && *end == '\0' && number * 10.0 > min - 0.01 && number * 10.0 < max + 0.01;

  cor_rows_mark_wrong (row, !is_read);
  if (is_read)
    *tenths = (guint) lround (number * 10.0);

  return is_read;
}

static void
refresh (CorPlanningPage *self)
{
  const CorPlanSettings *settings = get_settings (self);
  g_autofree char *night_hours = cor_clock_format_daily (&settings->night_hours);

  self->refreshing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      guint number = G_STRUCT_MEMBER (guint, settings, fields[i].offset);

      if (fields[i].in_tenths)
        set_tenths (self->fields[i], number);
      else
        cor_rows_set_number (self->fields[i], number);
    }
  adw_combo_row_set_selected (self->night, settings->night);
  cor_rows_set_entry (self->night_hours, night_hours);
  self->refreshing = FALSE;
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorPlanningPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cor_session_commit_finish (COR_SESSION (source), result, &error))
    cor_report_error (GTK_WIDGET (self), _ ("The plan was not changed"), error);
}

static gboolean
read_fields (CorPlanningPage *self, CorPlanSettings *changed)
{
  g_autofree char *night_hours = cor_rows_get_entry (self->night_hours);
  gboolean are_read = cor_clock_parse_daily (night_hours, &changed->night_hours);

  cor_rows_mark_wrong (self->night_hours, !are_read);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      guint *number = &G_STRUCT_MEMBER (guint, changed, fields[i].offset);

      are_read &= fields[i].in_tenths
                      ? get_tenths (self->fields[i], fields[i].min, fields[i].max, number)
                      : cor_rows_get_number (self->fields[i], fields[i].min, fields[i].max, number);
    }
  changed->night = (CorNightRule) adw_combo_row_get_selected (self->night);

  return are_read;
}

static void
applied_cb (CorPlanningPage *self)
{
  g_autoptr (CorPlanSettings) changed = NULL;
  g_autoptr (GError) error = NULL;
  CorEdit *edit;

  if (self->refreshing || self->session == NULL)
    return;

  changed = cor_record_copy (get_settings (self));
  if (!read_fields (self, changed))
    return;
  edit = cor_edit_put_settings (cor_session_get_snapshot (self->session), cor_record_ref (changed),
                                &error);
  if (edit == NULL)
    {
      cor_report_error (GTK_WIDGET (self), _ ("The plan was not changed"), error);
      refresh (self);
      return;
    }
  cor_session_commit_async (self->session, edit, NULL, committed_cb, g_object_ref (self));
}

static void
cor_planning_page_dispose (GObject *object)
{
  CorPlanningPage *self = COR_PLANNING_PAGE (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (cor_planning_page_parent_class)->dispose (object);
}

static void
cor_planning_page_class_init (CorPlanningPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_planning_page_dispose;
}

static AdwPreferencesGroup *
add_group (CorPlanningPage *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);

  return group;
}

static AdwEntryRow *
add_entry (CorPlanningPage *self, AdwPreferencesGroup *group, const char *title)
{
  AdwEntryRow *row = cor_rows_add_entry (group, title);

  cor_rows_make_left_to_right (row);
  g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
add_fields (CorPlanningPage *self, Group which, const char *title, const char *description)
{
  AdwPreferencesGroup *group = add_group (self, title, description);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].group == which)
      self->fields[i] = add_entry (self, group, _ (fields[i].title));
}

static void
add_night (CorPlanningPage *self)
{
  const char *const rules[] = { _ ("Columns drive as by day"), _ ("Columns set out by day only"),
                                _ ("Nobody is on the road by night"), NULL };
  AdwPreferencesGroup *group = add_group (self, _ ("Night"), NULL);

  self->night = cor_rows_add_choice (group, _ ("At night"), rules);
  self->night_hours = add_entry (self, group, _ ("Night, as 22:00–05:00, clock in Kyiv"));
  g_signal_connect_object (self->night, "notify::selected", G_CALLBACK (applied_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
cor_planning_page_init (CorPlanningPage *self)
{
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _ ("Planning"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "emblem-system-symbolic");
  add_fields (
      self, GROUP_TOLERANCES, _ ("What may be given up"),
      _ ("The plan sees to these goals in this order. Each may turn out worse by so many per "
         "cent of its best, if a later one gains by it; 0 keeps it at its best. With 5 in "
         "the second, the last one may be out up to 5 % later, if people then spend fewer "
         "hours inside."));
  add_fields (
      self, GROUP_WEIGHTS, _ ("Priorities"),
      _ ("How much a person left inside counts, by how urgent it is: with 10 and 1, one urgent "
         "person weighs as much as ten others."));
  add_fields (self, GROUP_COLUMNS, _ ("Roads and columns"), NULL);
  add_night (self);
}

/**
 * cor_planning_page_new:
 * @session: the plan
 *
 * Returns: (transfer floating): a page of the plan's settings
 */
GtkWidget *
cor_planning_page_new (CorSession *session)
{
  CorPlanningPage *self = g_object_new (COR_TYPE_PLANNING_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
