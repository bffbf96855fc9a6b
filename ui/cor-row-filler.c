/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-row-filler.h"

/* Each costs some 5 ms to lay out, and they share their first frame with the rest of the page. */
#define N_FIRST_ROWS 2u

/* So few that a key pressed meanwhile is answered within a frame. */
#define N_ROWS_A_STEP 2u

typedef struct
{
  char *title;
  char *subtitle; /* nullable */
  char *badge;    /* nullable */
  char *view;     /* nullable: leads to a view of the window, not to @id */
  CorId id;
  AdwActionRow *row; /* owned by the group; NULL until it is made */
} Line;

struct _CorRowFiller
{
  AdwPreferencesGroup *group;
  GCallback activated;
  gpointer owner;
  GPtrArray *lines; /* as shown, or about to be */
  GPtrArray *next;  /* being told */
  guint n_made;
  guint source;
};

static void
line_free (gpointer pointer)
{
  Line *line = pointer;

  g_free (line->title);
  g_free (line->subtitle);
  g_free (line->badge);
  g_free (line->view);
  g_free (line);
}

static gboolean
is_same (const Line *a, const Line *b)
{
  return cor_id_equal (&a->id, &b->id) && g_str_equal (a->title, b->title) &&
         g_strcmp0 (a->subtitle, b->subtitle) == 0 && g_strcmp0 (a->badge, b->badge) == 0 &&
         g_strcmp0 (a->view, b->view) == 0;
}

static void
make_row (CorRowFiller *self, Line *line)
{
  line->row = cor_rows_add_link (self->group, line->title, line->subtitle, line->badge);
  if (line->view != NULL)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (line->row), "s", line->view);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (line->row), "win.show-view");
      return;
    }
  g_object_set_data_full (G_OBJECT (line->row), "cor-id", g_memdup2 (&line->id, sizeof (CorId)),
                          g_free);
  g_signal_connect_object (line->row, "activated", self->activated, self->owner, 0);
}

static void
make_rows (CorRowFiller *self, guint n_rows)
{
  for (guint i = 0; i < n_rows && self->n_made < self->lines->len; i++)
    make_row (self, self->lines->pdata[self->n_made++]);
}

static gboolean
step_cb (gpointer user_data)
{
  CorRowFiller *self = user_data;

  make_rows (self, N_ROWS_A_STEP);
  if (self->n_made < self->lines->len)
    return G_SOURCE_CONTINUE;
  self->source = 0;

  return G_SOURCE_REMOVE;
}

/**
 * cor_row_filler_new:
 * @group: what to fill
 * @activated: (scope forever): what to do when a row is chosen, as of #AdwActionRow's "activated";
 *   the row's data "cor-id" is the #CorId that it was added with
 * @owner: (not nullable): an object, for @activated, which outlives the filler
 *
 * Returns: (transfer full): what fills @group; to be freed before it
 */
CorRowFiller *
cor_row_filler_new (AdwPreferencesGroup *group, GCallback activated, gpointer owner)
{
  CorRowFiller *self = g_new0 (CorRowFiller, 1);

  self->group = group;
  self->activated = activated;
  self->owner = owner;
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->next = g_ptr_array_new_with_free_func (line_free);

  return self;
}

/**
 * cor_row_filler_free:
 * @self: (transfer full): a filler
 *
 * Makes no more rows; those that are there stay.
 */
void
cor_row_filler_free (CorRowFiller *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->next);
  g_free (self);
}

static Line *
add (CorRowFiller *self, const char *title, const char *subtitle, const char *badge)
{
  Line *line = g_new0 (Line, 1);

  line->title = g_strdup (title);
  line->subtitle = g_strdup (subtitle);
  line->badge = g_strdup (badge);
  g_ptr_array_add (self->next, line);

  return line;
}

/**
 * cor_row_filler_add:
 * @self: a filler
 * @title: what a row says
 * @subtitle: (nullable): more of it
 * @badge: (nullable): a number at its end
 * @id: what it leads to
 *
 * Adds a row to those that the next cor_row_filler_show() shows.
 */
void
cor_row_filler_add (CorRowFiller *self,
                    const char *title,
                    const char *subtitle,
                    const char *badge,
                    const CorId *id)
{
  add (self, title, subtitle, badge)->id = *id;
}

/**
 * cor_row_filler_add_view:
 * @self: a filler
 * @title: what a row says
 * @view: a view of the window, as "win.show-view" calls it
 *
 * Adds a row that leads to another view.
 */
void
cor_row_filler_add_view (CorRowFiller *self, const char *title, const char *view)
{
  add (self, title, NULL, NULL)->view = g_strdup (view);
}

static guint
count_kept (CorRowFiller *self)
{
  guint n_kept = 0;

  while (n_kept < MIN (self->n_made, self->next->len) &&
         is_same (self->lines->pdata[n_kept], self->next->pdata[n_kept]))
    n_kept++;

  return n_kept;
}

/**
 * cor_row_filler_show:
 * @self: a filler
 *
 * Shows the rows added since it was called last in place of those before, and hides the group if
 * there are none. A group that was full is so at once again: nothing jumps.
 */
void
cor_row_filler_show (CorRowFiller *self)
{
  guint n_kept = count_kept (self);
  guint n_before = self->n_made;
  GPtrArray *old = self->lines;

  g_clear_handle_id (&self->source, g_source_remove);
  for (guint i = 0; i < n_kept; i++)
    ((Line *) self->next->pdata[i])->row = ((Line *) old->pdata[i])->row;
  for (guint i = n_kept; i < n_before; i++)
    adw_preferences_group_remove (self->group, GTK_WIDGET (((Line *) old->pdata[i])->row));
  self->lines = g_steal_pointer (&self->next);
  self->next = g_ptr_array_new_with_free_func (line_free);
  g_ptr_array_unref (old);

  self->n_made = n_kept;
  make_rows (self, MAX (n_before, N_FIRST_ROWS) - n_kept);
  if (self->n_made < self->lines->len)
    self->source = g_idle_add (step_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->group), self->lines->len > 0);
}
