/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-row-filler.h"

#define N_ROWS 20u

typedef struct
{
  GtkWidget *box;
  AdwPreferencesGroup *group;
  CorRowFiller *filler;
  guint n_activated;
  guint8 activated; /* first byte of the id that was chosen */
} Filled;

static void
activated_cb (AdwActionRow *row, GtkWidget *box)
{
  Filled *self = g_object_get_data (G_OBJECT (box), "filled");
  const CorId *id = g_object_get_data (G_OBJECT (row), "cor-id");

  self->n_activated++;
  self->activated = id->bytes[0];
}

static void
filled_init (Filled *self)
{
  *self = (Filled){ .box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0)) };
  g_object_set_data (G_OBJECT (self->box), "filled", self);
  self->group = cor_rows_add_group (GTK_BOX (self->box), NULL);
  self->filler = cor_row_filler_new (self->group, G_CALLBACK (activated_cb), self->box);
}

static void
filled_clear (Filled *self)
{
  cor_row_filler_free (self->filler);
  g_object_unref (self->box);
}

/* Shows rows "0", "1" and so on; the one at @changed says something else. */
static void
show (Filled *self, guint n_rows, guint changed)
{
  for (guint i = 0; i < n_rows; i++)
    {
      const CorId id = { .bytes = { (guint8) i } };
      g_autofree char *title = g_strdup_printf ("%u", i);

      cor_row_filler_add (self->filler, title, i == changed ? "changed" : NULL, "7", &id);
    }
  cor_row_filler_show (self->filler);
}

static guint
count (Filled *self)
{
  return desk_count_widgets (self->box, ADW_TYPE_ACTION_ROW);
}

static gboolean
is_full (gpointer user_data)
{
  return count (user_data) == N_ROWS;
}

static void
test_makes_the_first_at_once_and_the_rest_later (void)
{
  GtkWidget *row;
  Filled filled;

  filled_init (&filled);
  show (&filled, N_ROWS, N_ROWS);
  g_assert_cmpuint (count (&filled), >=, 2);
  g_assert_cmpuint (count (&filled), <, N_ROWS / 2);
  desk_wait_until (is_full, &filled);
  row = desk_find_row (filled.box, "0");
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", i);

      g_assert_true (desk_find_row (filled.box, title) == row);
      row = gtk_widget_get_next_sibling (row);
    }

  g_signal_emit_by_name (desk_find_row (filled.box, "17"), "activated");
  g_assert_cmpuint (filled.n_activated, ==, 1);
  g_assert_cmpuint (filled.activated, ==, 17);
  filled_clear (&filled);
}

static void
test_keeps_rows_that_say_the_same (void)
{
  GtkWidget *kept;
  Filled filled;

  filled_init (&filled);
  show (&filled, N_ROWS, N_ROWS);
  desk_wait_until (is_full, &filled);
  kept = desk_find_row (filled.box, "2");

  /* At once as full as before: a page that is refreshed does not jump. */
  show (&filled, N_ROWS, 3);
  g_assert_cmpuint (count (&filled), ==, N_ROWS);
  g_assert_true (desk_find_row (filled.box, "2") == kept);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (desk_find_row (filled.box, "3"))),
                   ==, "changed");

  show (&filled, 3, N_ROWS);
  g_assert_cmpuint (count (&filled), ==, 3);
  g_assert_true (desk_find_row (filled.box, "2") == kept);
  show (&filled, 0, 0);
  g_assert_cmpuint (count (&filled), ==, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (filled.group)));
  filled_clear (&filled);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static gboolean
set_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
test_makes_none_once_it_is_freed (void)
{
  gboolean has_idled = FALSE;
  guint n_rows;
  Filled filled;

  filled_init (&filled);
  show (&filled, N_ROWS, N_ROWS);
  n_rows = count (&filled);
  cor_row_filler_free (filled.filler);
  g_timeout_add (100, set_cb, &has_idled);
  desk_wait_until (is_set, &has_idled);
  g_assert_cmpuint (count (&filled), ==, n_rows);
  g_object_unref (filled.box);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/row-filler/makes-the-first-at-once-and-the-rest-later",
                   test_makes_the_first_at_once_and_the_rest_later);
  g_test_add_func ("/ui/row-filler/keeps-rows-that-say-the-same",
                   test_keeps_rows_that_say_the_same);
  g_test_add_func ("/ui/row-filler/makes-none-once-it-is-freed", test_makes_none_once_it_is_freed);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
