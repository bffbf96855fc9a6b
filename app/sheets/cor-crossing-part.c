/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-crossing-part.h"

static const CorTableColumn pair_columns[] = { { 1.0, COR_ALIGN_START }, { 3.0, COR_ALIGN_START } };

static void
add_pair (const CorSheetSource *source, CorBlock *table, CorWord word, char *value)
{
  cor_table_add_cell (table, COR_TEXT_STRONG, cor_sheet_source_word (source, word));
  cor_table_take_cell (table, COR_TEXT_BODY, value);
}

static char *
describe_side (const CorSheetSource *source,
               const CorNames *names,
               const char *native,
               const char *road,
               CorPosition position)
{
  g_autofree char *all = cor_sheet_source_all_names (source, names, native);
  g_autofree char *number = cor_sheet_source_isolate (source, road != NULL ? road : "");
  g_autofree char *where = cor_sheet_source_position (source, position);

  return g_strdup_printf ("%s%s%s\n%s", all, number[0] != '\0' ? " · " : "", number, where);
}

static char *
describe_hours (const CorSheetSource *source, const CorCrossingInterval *interval)
{
  g_autofree char *hours = NULL;

  if (interval == NULL)
    return g_strdup (cor_sheet_source_word (source, COR_WORD_NONE_KNOWN));
  if (interval->opens_min == 0 && interval->closes_min >= 1440)
    return g_strdup (cor_sheet_source_word (source, COR_WORD_ROUND_THE_CLOCK));

  hours = cor_daily_format_span (interval->opens_min, interval->closes_min);

  return cor_sheet_source_isolate (source, hours);
}

static char *
describe_modes (const CorSheetSource *source, guint modes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < COR_N_MODES; i++)
    if ((modes & (1u << i)) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              cor_word_mode (source->language, (CorMode) (1 << i)));

  return g_string_free (text, FALSE);
}

/**
 * cor_crossing_part_describe_capacity:
 * @source: a plan
 * @crossing: a crossing
 *
 * Returns: (transfer full): how many of ours pass in an hour, and whether anybody has confirmed it
 */
char *
cor_crossing_part_describe_capacity (const CorSheetSource *source, const CorCrossing *crossing)
{
  g_autofree char *number = g_strdup_printf ("%u", crossing->capacity_people_per_h);
  g_autofree char *text = cor_word_fill (source->language, COR_WORD_PEOPLE_PER_HOUR, number, NULL);

  if (!crossing->capacity_is_default)
    return g_steal_pointer (&text);

  return g_strdup_printf ("%s (%s)", text, cor_sheet_source_word (source, COR_WORD_IS_DEFAULT));
}

static char *
describe_state (const CorSheetSource *source,
                const CorCrossing *crossing,
                const CorCrossingInterval *interval,
                gint64 time_utc_s)
{
  const char *state =
      cor_word_state (source->language, cor_crossing_get_state (crossing, time_utc_s));
  g_autofree char *origin = NULL;

  if (interval == NULL || interval->source == NULL || interval->source[0] == '\0')
    return g_strdup (state);

  origin = cor_sheet_source_isolate (source, interval->source);

  return g_strdup_printf ("%s (%s: %s)", state, cor_sheet_source_word (source, COR_WORD_SOURCE),
                          origin);
}

static char *
describe_wait (const CorSheetSource *source, const CorCrossing *crossing, gint64 time_utc_s)
{
  guint wait_min = cor_crossing_get_wait_min (crossing, time_utc_s);

  return wait_min > 0 ? cor_sheet_source_duration (source, wait_min)
                      : g_strdup (cor_sheet_source_word (source, COR_WORD_NONE_KNOWN));
}

static char *
describe_reception (const CorSheetSource *source, const CorCrossing *crossing)
{
  g_autofree char *names = cor_sheet_source_all_names (source, &crossing->reception_names, NULL);
  g_autofree char *where = NULL;

  if (names[0] == '\0')
    return g_strdup (cor_sheet_source_word (source, COR_WORD_NOT_ENTERED));

  where = cor_sheet_source_position (source, crossing->reception_position);

  return g_strdup_printf ("%s\n%s", names, where);
}

/**
 * cor_crossing_part_add:
 * @source: a plan
 * @crossing: a crossing
 * @time_utc_s: when people pass it first
 * @document: where to add
 *
 * Adds both sides of a crossing, its state, hours, capacity and what is behind it.
 */
void
cor_crossing_part_add (const CorSheetSource *source,
                       const CorCrossing *crossing,
                       gint64 time_utc_s,
                       CorDocument *document)
{
  const CorCrossingInterval *interval = cor_crossing_get_interval (crossing, time_utc_s);
  const char *country = cor_word_country (source->language, crossing->country);
  g_autofree char *heading =
      g_strdup_printf ("%s: %s (%s)", cor_sheet_source_word (source, COR_WORD_CROSSING),
                       cor_names_get (&crossing->names, source->language), country);
  CorBlock *table;

  cor_document_add_text (document, COR_TEXT_HEADING, heading);
  table = cor_document_add_table (document, pair_columns, G_N_ELEMENTS (pair_columns));
  add_pair (
      source, table, COR_WORD_UKRAINIAN_SIDE,
      describe_side (source, &crossing->names, NULL, crossing->road_ua, crossing->ua_position));
  add_pair (source, table, COR_WORD_OTHER_SIDE,
            describe_side (source, &crossing->neighbour_names, crossing->neighbour_native,
                           crossing->road_neighbour, crossing->neighbour_position));
  add_pair (source, table, COR_WORD_STATE, describe_state (source, crossing, interval, time_utc_s));
  add_pair (source, table, COR_WORD_OPENING_HOURS, describe_hours (source, interval));
  add_pair (source, table, COR_WORD_WHO_MAY_PASS,
            describe_modes (source, cor_crossing_get_modes (crossing, time_utc_s)));
  add_pair (source, table, COR_WORD_CAPACITY,
            cor_crossing_part_describe_capacity (source, crossing));
  add_pair (source, table, COR_WORD_OBSERVED_WAIT, describe_wait (source, crossing, time_utc_s));
  add_pair (source, table, COR_WORD_RECEPTION, describe_reception (source, crossing));
}

static char *
describe_phone (const CorSheetSource *source, const CorPost *post)
{
  g_autofree char *phone = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *date = NULL;

  if (post->phone == NULL || post->phone[0] == '\0')
    return g_strdup (cor_sheet_source_word (source, COR_WORD_NOT_ENTERED));

  phone = cor_sheet_source_isolate (source, post->phone);
  origin = cor_sheet_source_isolate (source, post->phone_source != NULL ? post->phone_source : "");
  date = cor_sheet_source_isolate (source, post->phone_date != NULL ? post->phone_date : "");

  return g_strdup_printf ("%s\n%s: %s %s", phone, cor_sheet_source_word (source, COR_WORD_SOURCE),
                          origin, date);
}

static char *
describe_address (const CorSheetSource *source, const CorPost *post)
{
  g_autofree char *where = cor_sheet_source_position (source, post->position);
  g_autofree char *address =
      cor_sheet_source_isolate (source, post->address != NULL ? post->address : "");

  return g_strdup_printf (
      "%s%s%s%s%s%s", address, address[0] != '\0' ? "\n" : "", where,
      post->position_is_approximate ? " (" : "",
      post->position_is_approximate ? cor_sheet_source_word (source, COR_WORD_APPROXIMATE) : "",
      post->position_is_approximate ? ")" : "");
}

/* Those of the crossing, and those that serve everybody. */
static gboolean
serves (const CorPost *post, const CorCrossing *crossing)
{
  if (!cor_id_is_nil (&post->crossing_id))
    return cor_id_equal (&post->crossing_id, &crossing->record.id);

  return post->post == COR_POST_EMBASSY || post->post == COR_POST_MISSION;
}

/**
 * cor_crossing_part_add_contacts:
 * @source: a plan
 * @crossing: a crossing
 * @document: where to add
 *
 * Adds our posts that can help on the way to and behind a crossing. A telephone number stands with
 * its source and date; where there is none, that is said.
 */
void
cor_crossing_part_add_contacts (const CorSheetSource *source,
                                const CorCrossing *crossing,
                                CorDocument *document)
{
  static const CorTableColumn columns[] = { { 1.5, COR_ALIGN_START },
                                            { 1.3, COR_ALIGN_START },
                                            { 2.2, COR_ALIGN_START } };
  static const CorWord heads[] = { COR_WORD_CONTACTS, COR_WORD_PHONE, COR_WORD_ADDRESS };
  GPtrArray *posts = cor_snapshot_get_records (source->snapshot, COR_RECORD_POST);
  CorBlock *table;

  cor_document_add_text (document, COR_TEXT_HEADING,
                         cor_sheet_source_word (source, COR_WORD_CONTACTS));
  table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));
  cor_sheet_source_add_head (source, table, heads, G_N_ELEMENTS (heads));
  for (guint i = 0; i < posts->len; i++)
    {
      const CorPost *post = posts->pdata[i];

      if (!serves (post, crossing))
        continue;
      cor_table_take_cell (table, COR_TEXT_STRONG, cor_sheet_source_name (source, &post->names));
      cor_table_take_cell (table, COR_TEXT_BODY, describe_phone (source, post));
      cor_table_take_cell (table, COR_TEXT_BODY, describe_address (source, post));
    }
}
