/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-post-page.h"

#include "cor-plan-edits.h"
#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>

struct _CorPostPage
{
  CorDetailsPage parent_instance;

  AdwEntryRow *phone;
  AdwEntryRow *phone_source;
  AdwEntryRow *phone_date;
  AdwEntryRow *address;
  AdwEntryRow *note;
  AdwActionRow *kind;
  AdwActionRow *country;
  AdwActionRow *crossing;
  AdwActionRow *position;
};

G_DEFINE_FINAL_TYPE (CorPostPage, cor_post_page, COR_TYPE_DETAILS_PAGE)

static const CorPost *
lookup (CorPostPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);

  return cor_snapshot_lookup (cor_details_page_get_snapshot (page), COR_RECORD_POST,
                              cor_details_page_get_id (page));
}

/* An empty text is none: paper says "not entered". */
static void
take_text (char **target, AdwEntryRow *row)
{
  g_free (*target);
  *target = cor_rows_get_entry (row);
  if (**target == '\0')
    g_clear_pointer (target, g_free);
}

static void
applied_cb (CorPostPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  const CorPost *post = lookup (self);
  CorPost *changed;

  if (post == NULL)
    return;

  changed = cor_record_copy (post);
  take_text (&changed->phone, self->phone);
  take_text (&changed->phone_source, self->phone_source);
  take_text (&changed->phone_date, self->phone_date);
  take_text (&changed->address, self->address);
  take_text (&changed->note, self->note);
  cor_details_page_commit (page,
                           cor_edit_put_record (COR_EDIT_CHANGE_POST,
                                                cor_names_get (&post->names, COR_LANGUAGE_EN),
                                                changed),
                           NULL);
}

static const char *
describe_kind (const CorPost *post)
{
  switch (post->post)
    {
    case COR_POST_EMBASSY:
      return _ ("Embassy");
    case COR_POST_MISSION:
      return _ ("Mission");
    case COR_POST_RECEPTION:
      return _ ("Reception point");
    case COR_POST_OTHER:
    default:
      return _ ("Other post");
    }
}

static const char *
cor_post_page_refresh (CorDetailsPage *page)
{
  CorPostPage *self = COR_POST_PAGE (page);
  const CorPost *post = lookup (self);
  const CorCrossing *crossing;
  g_autofree char *position = NULL;
  g_autofree char *isolated = NULL;
  g_autofree char *where = NULL;

  if (post == NULL)
    return NULL;

  crossing = cor_snapshot_lookup (cor_details_page_get_snapshot (page), COR_RECORD_CROSSING,
                                  &post->crossing_id);
  position = cor_position_format (post->position);
  isolated = cor_isolate (position);
  where = post->position_is_approximate
              ? g_strdup_printf (_ ("%s (only the town is known)"), isolated)
              : g_strdup (isolated);
  cor_rows_set_entry (self->phone, post->phone);
  cor_rows_set_entry (self->phone_source, post->phone_source);
  cor_rows_set_entry (self->phone_date, post->phone_date);
  cor_rows_set_entry (self->address, post->address);
  cor_rows_set_entry (self->note, post->note);
  cor_rows_set_fact (self->kind, describe_kind (post));
  cor_rows_set_fact (self->country, cor_words_country (post->country));
  cor_rows_set_fact (self->crossing,
                     crossing != NULL ? cor_details_page_name (page, &crossing->names) : NULL);
  cor_rows_set_fact (self->position, where);

  return cor_details_page_name (page, &post->names);
}

static void
cor_post_page_class_init (CorPostPageClass *klass)
{
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_post_page_refresh;
}

static AdwEntryRow *
add_entry (CorPostPage *self, AdwPreferencesGroup *group, const char *title)
{
  AdwEntryRow *row = cor_rows_add_entry (group, title);

  g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
cor_post_page_init (CorPostPage *self)
{
  AdwPreferencesGroup *group = cor_rows_add_group (GTK_BOX (self), NULL);

  adw_preferences_group_set_description (
      group, _ ("Without a telephone, paper says that none was entered."));
  self->phone = add_entry (self, group, _ ("Telephone"));
  self->phone_source = add_entry (self, group, _ ("Who gave the number"));
  self->phone_date = add_entry (self, group, _ ("When, as 2022-02-24"));
  cor_rows_make_left_to_right (self->phone);
  cor_rows_make_left_to_right (self->phone_date);
  self->address = add_entry (self, group, _ ("Address"));
  self->note = add_entry (self, group, _ ("Note"));

  group = cor_rows_add_group (GTK_BOX (self), NULL);
  self->kind = cor_rows_add_fact (group, _ ("Kind"), NULL);
  self->country = cor_rows_add_fact (group, _ ("Country"), NULL);
  self->crossing = cor_rows_add_fact (group, _ ("Behind the crossing"), NULL);
  self->position = cor_rows_add_fact (group, _ ("Coordinates"), NULL);
}
