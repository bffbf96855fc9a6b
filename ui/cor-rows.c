/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-rows.h"

#include "cor-clock.h"
#include "cor-record.h"

#include <glib/gi18n.h>

/* Unseen, but makes a text without letters run from left to right. */
#define LEFT_TO_RIGHT_MARK "\xe2\x80\x8e"
#define LEFT_TO_RIGHT_KEY "cor-left-to-right"

#define PLAN_TEXT_KEY "cor-plan-text"

/* A row is read out by its title alone; what it says would be left to the eye. */
static void
describe (GtkWidget *row, const char *subtitle, const char *badge)
{
  g_autofree char *description = subtitle != NULL && badge != NULL
                                     ? g_strdup_printf ("%s, %s", subtitle, badge)
                                     : g_strdup (subtitle != NULL ? subtitle : badge);

  if (description != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    description, -1);
}

/**
 * cor_rows_add_group:
 * @page: a page of the details
 * @title: (nullable): its heading
 *
 * Returns: (transfer none): a group of rows
 */
AdwPreferencesGroup *
cor_rows_add_group (GtkBox *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (page, group);

  return ADW_PREFERENCES_GROUP (group);
}

/**
 * cor_rows_add_fact:
 * @group: where to
 * @title: what it is
 * @value: (nullable): what it says
 *
 * Returns: (transfer none): a row that is only read
 */
AdwActionRow *
cor_rows_add_fact (AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "fact");
  cor_rows_set_fact (ADW_ACTION_ROW (row), value);
  adw_preferences_group_add (group, row);

  return ADW_ACTION_ROW (row);
}

/**
 * cor_rows_add_link:
 * @group: where to
 * @title: what it is
 * @subtitle: (nullable): more of it
 * @badge: (nullable): a number at its end
 *
 * Returns: (transfer none): a row that leads somewhere; connect to "activated"
 */
AdwActionRow *
cor_rows_add_link (AdwPreferencesGroup *group,
                   const char *title,
                   const char *subtitle,
                   const char *badge)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (badge != NULL)
    {
      GtkWidget *label = gtk_label_new (badge);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  describe (row, subtitle, badge);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_preferences_group_add (group, row);

  return ADW_ACTION_ROW (row);
}

/* What the plan says where a row is shown: applied again, it is no change. */
static void
apply_cb (AdwEntryRow *row)
{
  const char *plan = g_object_get_data (G_OBJECT (row), PLAN_TEXT_KEY);
  g_autofree char *text = cor_rows_get_entry (row);

  if (g_strcmp0 (text, plan != NULL ? plan : "") != 0)
    return;

  cor_rows_mark_wrong (row, FALSE);
  g_signal_stop_emission_by_name (row, "apply");
}

/**
 * cor_rows_new_entry:
 * @title: what is to be typed
 *
 * Makes a row that is written; connect to "apply", which comes only when what was typed differs
 * from what cor_rows_set_entry() was told last.
 *
 * Returns: (transfer floating): the row
 */
AdwEntryRow *
cor_rows_new_entry (const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  /* A title that is too long for the pane is cut off; what is to be typed must still be read. */
  g_object_bind_property (row, "title", row, "tooltip-text", G_BINDING_SYNC_CREATE);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect (row, "apply", G_CALLBACK (apply_cb), NULL);

  return ADW_ENTRY_ROW (row);
}

/**
 * cor_rows_add_entry:
 * @group: where to
 * @title: what is to be typed
 *
 * Returns: (transfer none): a row as cor_rows_new_entry() makes it
 */
AdwEntryRow *
cor_rows_add_entry (AdwPreferencesGroup *group, const char *title)
{
  AdwEntryRow *row = cor_rows_new_entry (title);

  adw_preferences_group_add (group, GTK_WIDGET (row));

  return row;
}

/**
 * cor_rows_add_button:
 * @group: where to
 * @label: what it does, with a mnemonic
 * @destructive: whether it takes something away
 *
 * Returns: (transfer none): a button below the rows
 */
GtkButton *
cor_rows_add_button (AdwPreferencesGroup *group, const char *label, gboolean destructive)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_margin_top (button, 12);
  if (destructive)
    gtk_widget_add_css_class (button, "destructive-action");
  adw_preferences_group_add (group, button);

  return GTK_BUTTON (button);
}

/**
 * cor_rows_new_choice:
 * @title: what is to be chosen
 * @choices: (array zero-terminated=1): what there is, in the desk's language
 *
 * Returns: (transfer floating): a row to choose from; connect to "notify::selected"
 */
AdwComboRow *
cor_rows_new_choice (const char *title, const char *const *choices)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));

  return ADW_COMBO_ROW (row);
}

/**
 * cor_rows_add_choice:
 * @group: where to
 * @title: what is to be chosen
 * @choices: (array zero-terminated=1): what there is, in the desk's language
 *
 * Returns: (transfer none): a row to choose from; connect to "notify::selected"
 */
AdwComboRow *
cor_rows_add_choice (AdwPreferencesGroup *group, const char *title, const char *const *choices)
{
  AdwComboRow *row = cor_rows_new_choice (title, choices);

  adw_preferences_group_add (group, GTK_WIDGET (row));

  return row;
}

/**
 * cor_rows_add_switch:
 * @group: where to
 * @title: what is on or off
 *
 * Returns: (transfer none): a switch in a row of its own; connect to "notify::active"
 */
GtkSwitch *
cor_rows_add_switch (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);

  return GTK_SWITCH (toggle);
}

/**
 * cor_rows_add_check:
 * @group: where to
 * @title: what is chosen or not
 *
 * Returns: (transfer none): a check in a row of its own; connect to "toggled"
 */
GtkCheckButton *
cor_rows_add_check (AdwPreferencesGroup *group, const char *title)
{
  AdwActionRow *row = cor_rows_add_link (group, title, NULL, NULL);
  GtkWidget *check = gtk_check_button_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_prefix (row, check);
  adw_action_row_set_activatable_widget (row, check);

  return GTK_CHECK_BUTTON (check);
}

/**
 * cor_rows_get_number:
 * @row: a row that is written
 * @min: the least number that makes sense
 * @max: the greatest
 * @number: (out): what stands there
 *
 * Marks the row where it holds no such number.
 *
 * Returns: whether it was read
 */
gboolean
cor_rows_get_number (AdwEntryRow *row, guint min, guint max, guint *number)
{
  g_autofree char *text = cor_rows_get_entry (row);
  guint64 read = 0;
  gboolean is_read = g_ascii_string_to_unsigned (text, 10, min, max, &read, NULL);

  cor_rows_mark_wrong (row, !is_read);
  *number = (guint) read;

  return is_read;
}

/**
 * cor_rows_set_number:
 * @row: a row that is written
 * @number: what stands there from now on
 *
 * Writes a number, unless somebody is typing there.
 */
void
cor_rows_set_number (AdwEntryRow *row, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  cor_rows_set_entry (row, text);
}

/**
 * cor_rows_get_limit:
 * @row: a row that is written
 * @max: the greatest limit that makes sense
 * @limit: (out): what stands there; %COR_UNLIMITED if nothing does
 *
 * Marks the row where it holds no such number.
 *
 * Returns: whether it was read
 */
gboolean
cor_rows_get_limit (AdwEntryRow *row, guint max, guint *limit)
{
  g_autofree char *text = cor_rows_get_entry (row);

  if (text[0] != '\0')
    return cor_rows_get_number (row, 0, max, limit);

  cor_rows_mark_wrong (row, FALSE);
  *limit = COR_UNLIMITED;

  return TRUE;
}

/**
 * cor_rows_set_limit:
 * @row: a row that is written
 * @limit: what stands there from now on; %COR_UNLIMITED: nothing
 *
 * Writes a limit, unless somebody is typing there.
 */
void
cor_rows_set_limit (AdwEntryRow *row, guint limit)
{
  if (limit == COR_UNLIMITED)
    cor_rows_set_entry (row, NULL);
  else
    cor_rows_set_number (row, limit);
}

/**
 * cor_rows_get_span:
 * @from: a row that says when something begins
 * @until: a row that says when it ends
 * @from_utc_s: (out): what stands there; %COR_TIME_NONE if nothing does
 * @until_utc_s: (out): likewise
 *
 * Marks the rows that hold no time, or an end before the beginning.
 *
 * Returns: whether both were read
 */
gboolean
cor_rows_get_span (AdwEntryRow *from, AdwEntryRow *until, gint64 *from_utc_s, gint64 *until_utc_s)
{
  g_autofree char *from_text = cor_rows_get_entry (from);
  g_autofree char *until_text = cor_rows_get_entry (until);
  gboolean from_is_read = cor_clock_parse (from_text, from_utc_s);
  gboolean until_is_read = cor_clock_parse (until_text, until_utc_s);

  if (from_is_read && until_is_read && *from_utc_s != COR_TIME_NONE &&
      *until_utc_s != COR_TIME_NONE && *until_utc_s <= *from_utc_s)
    until_is_read = FALSE;
  cor_rows_mark_wrong (from, !from_is_read);
  cor_rows_mark_wrong (until, !until_is_read);

  return from_is_read && until_is_read;
}

/**
 * cor_rows_set_span:
 * @from: a row that says when something begins
 * @until: a row that says when it ends
 * @from_utc_s: what stands there from now on; %COR_TIME_NONE: nothing
 * @until_utc_s: likewise
 *
 * Writes a beginning and an end, unless somebody is typing there.
 */
void
cor_rows_set_span (AdwEntryRow *from, AdwEntryRow *until, gint64 from_utc_s, gint64 until_utc_s)
{
  g_autofree char *from_text = cor_clock_format_plain (from_utc_s);
  g_autofree char *until_text = cor_clock_format_plain (until_utc_s);

  cor_rows_set_entry (from, from_text);
  cor_rows_set_entry (until, until_text);
}

/**
 * cor_rows_set_fact:
 * @row: a row that is only read
 * @value: (nullable): what it says
 *
 * Says something else.
 */
void
cor_rows_set_fact (AdwActionRow *row, const char *value)
{
  adw_action_row_set_subtitle (row, value != NULL ? value : "");
  describe (GTK_WIDGET (row), value != NULL ? value : "", NULL);
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && value[0] != '\0');
}

static gboolean
is_left_to_right (AdwEntryRow *row)
{
  return g_object_get_data (G_OBJECT (row), LEFT_TO_RIGHT_KEY) != NULL;
}

/**
 * cor_rows_make_left_to_right:
 * @row: a row that is written
 *
 * Makes a row keep the order of times, telephone numbers and coordinates in a Hebrew desk, where
 * "08:00–20:00" would read as "20:00–08:00".
 */
void
cor_rows_make_left_to_right (AdwEntryRow *row)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  g_object_set_data (G_OBJECT (row), LEFT_TO_RIGHT_KEY, GINT_TO_POINTER (TRUE));
  if (!GTK_IS_WIDGET (text))
    return;
  gtk_widget_set_direction (GTK_WIDGET (text), GTK_TEXT_DIR_LTR);
  /* Below its title, wherever that begins. */
  if (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL)
    gtk_editable_set_alignment (text, 1.0f);
}

/**
 * cor_rows_set_entry:
 * @row: a row that is written
 * @text: (nullable): what the plan says
 *
 * Shows what the plan says, unless somebody is just typing something else.
 */
void
cor_rows_set_entry (AdwEntryRow *row, const char *text)
{
  gboolean is_typing =
      (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  g_autofree char *shown = NULL;

  if (text == NULL)
    text = "";
  g_object_set_data_full (G_OBJECT (row), PLAN_TEXT_KEY, g_strstrip (g_strdup (text)), g_free);
  shown =
      g_strconcat (text[0] != '\0' && is_left_to_right (row) ? LEFT_TO_RIGHT_MARK : "", text, NULL);
  if (is_typing || g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), shown))
    return;

  adw_entry_row_set_show_apply_button (row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), shown);
  adw_entry_row_set_show_apply_button (row, TRUE);
  cor_rows_mark_wrong (row, FALSE);
}

/**
 * cor_rows_get_entry:
 * @row: a row that is written
 *
 * Returns: (transfer full): what was typed, without blanks around it
 */
char *
cor_rows_get_entry (AdwEntryRow *row)
{
  g_autoptr (GString) text = g_string_new (gtk_editable_get_text (GTK_EDITABLE (row)));

  g_string_replace (text, LEFT_TO_RIGHT_MARK, "", 0);

  return g_strstrip (g_string_free (g_steal_pointer (&text), FALSE));
}

/**
 * cor_rows_take_entry:
 * @row: a row that is written
 * @text: (inout): where a record keeps it
 *
 * Puts what was typed, without blanks around it, in place of what stood there.
 */
void
cor_rows_take_entry (AdwEntryRow *row, char **text)
{
  g_free (*text);
  *text = cor_rows_get_entry (row);
}

/**
 * cor_rows_mark_wrong:
 * @row: a row that is written
 * @wrong: whether what was typed cannot be read
 *
 * Marks a row that cannot be read.
 */
void
cor_rows_mark_wrong (AdwEntryRow *row, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/**
 * cor_rows_clear:
 * @group: a group
 * @rows: (element-type GtkWidget): its rows that go; emptied
 *
 * Takes rows away that are made anew.
 */
void
cor_rows_clear (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

/**
 * cor_rows_lock:
 * @root: a page, or what has rows in it
 *
 * Makes everything below @root that would change the plan look and act as if it could not: what was
 * written can still be read and copied, and links still lead on.
 */
void
cor_rows_lock (GtkWidget *root)
{
  if (GTK_IS_SWITCH (root) || GTK_IS_CHECK_BUTTON (root) || GTK_IS_SPIN_BUTTON (root) ||
      GTK_IS_BUTTON (root) || ADW_IS_COMBO_ROW (root))
    {
      gtk_widget_set_sensitive (root, FALSE);
      return;
    }
  if (ADW_IS_ENTRY_ROW (root))
    {
      gtk_editable_set_editable (GTK_EDITABLE (root), FALSE);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    cor_rows_lock (child);
}

/* A list within a row is that row's. */
static void
name_list (GtkWidget *root, const char *name)
{
  if (ADW_IS_PREFERENCES_ROW (root))
    name = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root));
  if (GTK_IS_LIST_BOX (root))
    gtk_accessible_update_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_list (child, name);
}

/**
 * cor_rows_name_lists:
 * @page: a page, or what has groups in it
 * @title: what the page is about
 *
 * Tells whoever hears the page what the lists of its groups are: what stands above them, or what
 * the page is about.
 */
void
cor_rows_name_lists (GtkWidget *page, const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *own;

      if (!ADW_IS_PREFERENCES_GROUP (child))
        {
          cor_rows_name_lists (child, title);
          continue;
        }
      own = adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (child));
      name_list (child, own != NULL && own[0] != '\0' ? own : title);
    }
}

/**
 * cor_rows_name_drop_down:
 * @drop_down: a choice
 * @name: what is chosen there
 *
 * Says what a choice is about to whoever hears it. The focus goes to a button inside, which has a
 * name of its own to be told.
 */
void
cor_rows_name_drop_down (GtkDropDown *drop_down, const char *name)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  if (button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}
