/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-private.h"

/* How many households may make room for one, each for the next. */
#define MAX_CHAIN 3u

/* Steps for one chain: few milliseconds. */
#define MAX_CHAIN_STEPS 200000u

/* Rounds after which little is gained. */
#define MAX_ROUNDS 12u

typedef struct
{
  CorLoader *loader;
  CorLoadScore bound;
  guint n_hours;
  guint *first_hours; /* for each party, in which it can pass somewhere */
  guint64 chain_end;  /* number of steps at which a chain ends */
  CorProgress *progress;
} Search;

/**
 * cor_load_score_of_assignment:
 * @assignment: who passes where and when
 * @n_hours: hours of the plan
 *
 * Returns: what it is worth
 */
CorLoadScore
cor_load_score_of_assignment (const CorAssignment *assignment, guint n_hours)
{
  CorLoadScore score = { 0 };

  for (guint i = 0; i < assignment->n_unserved->len; i++)
    score.n_left += g_array_index (assignment->n_unserved, guint, i);
  score.hours = score.n_left * n_hours;
  for (guint i = 0; i < assignment->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);

      score.last_hour = MAX (score.last_hour, passage->hour);
      score.hours += (guint64) passage->n_people * passage->hour;
    }

  return score;
}

static CorLoadScore
get_score (const Search *search)
{
  const CorLoader *loader = search->loader;
  CorLoadScore score = { 0 };

  for (guint i = 0; i < loader->n_units; i++)
    {
      guint hour = cor_loader_get_hour (loader, i);
      guint64 n_people = loader->units[i].n_people;

      if (hour == COR_HOUR_NONE)
        score.n_left += n_people;
      else
        score.last_hour = MAX (score.last_hour, hour);
      score.hours += n_people * MIN (hour, search->n_hours);
    }

  return score;
}

static gboolean
goes_on (const Search *search)
{
  return search->loader->n_steps < search->loader->max_steps &&
         cor_progress_check (search->progress, NULL);
}

static gboolean
can_pass (const CorLoader *loader, guint party, guint slot)
{
  return cor_party_can_pass (&loader->parties[party], &loader->slots[slot], NULL, NULL);
}

/* Those in a slot who might make room for @unit: one of each party and size. */
static GArray *
list_makers_of_room (CorLoader *loader, guint unit, guint slot)
{
  GArray *makers = g_array_new (FALSE, FALSE, sizeof (guint));
  const CorLoadUnit *wanted = &loader->units[unit];
  guint n_lacking = wanted->n_people - cor_room_get (loader->room, slot);

  for (guint i = loader->heads[slot]; i != COR_LOADER_NONE; i = loader->units[i].next)
    {
      const CorLoadUnit *maker = &loader->units[i];
      const CorLoadUnit *last =
          makers->len > 0 ? &loader->units[g_array_index (makers, guint, makers->len - 1)] : NULL;

      loader->n_steps++;
      if (maker->n_people >= n_lacking &&
          (maker->n_people < wanted->n_people ||
           (maker->n_people == wanted->n_people && maker->party != wanted->party)) &&
          (last == NULL || last->party != maker->party || last->n_people != maker->n_people))
        g_array_append_val (makers, i);
    }

  return makers;
}

static gboolean place (Search *search, guint unit, guint before_hour, guint n_more);

/* Puts @unit into a slot from which somebody no larger goes elsewhere. */
static gboolean
place_instead (Search *search, guint unit, guint slot, guint before_hour, guint n_more)
{
  CorLoader *loader = search->loader;
  g_autoptr (GArray) makers = list_makers_of_room (loader, unit, slot);

  for (guint i = 0; i < makers->len && loader->n_steps < search->chain_end; i++)
    {
      guint maker = g_array_index (makers, guint, i);

      cor_loader_take_out (loader, maker);
      cor_loader_put (loader, unit, slot);
      if (place (search, maker, before_hour, n_more))
        return TRUE;
      cor_loader_take_out (loader, unit);
      cor_loader_put (loader, maker, slot);
    }

  return FALSE;
}

/* Finds a place for a unit that is in no slot, before an hour, if need be by a chain of up to
 * @n_more others who move. Changes nothing if there is none. */
static gboolean
place (Search *search, guint unit, guint before_hour, guint n_more)
{
  CorLoader *loader = search->loader;
  const CorLoadUnit *wanted = &loader->units[unit];
  guint slot = cor_loader_find_room (loader, wanted->party, wanted->n_people, before_hour);

  if (slot != COR_LOADER_NONE)
    {
      cor_loader_put (loader, unit, slot);
      return TRUE;
    }
  if (n_more == 0)
    return FALSE;

  for (guint i = 0; i < loader->n_slots && loader->n_steps < search->chain_end; i++)
    {
      loader->n_steps++;
      if (loader->slots[i].hour < before_hour &&
          loader->slots[i].capacity_people >= wanted->n_people &&
          can_pass (loader, wanted->party, i) &&
          place_instead (search, unit, i, before_hour, n_more - 1))
        return TRUE;
    }

  return FALSE;
}

/* Short chains first. */
static gboolean
place_by_chain (Search *search, guint unit, guint before_hour)
{
  search->chain_end = search->loader->n_steps + MAX_CHAIN_STEPS;
  for (guint i = 0; i <= MAX_CHAIN; i++)
    if (place (search, unit, before_hour, i))
      return TRUE;

  return FALSE;
}

static guint64
get_weight (const CorLoader *loader, guint unit)
{
  const CorLoadUnit *self = &loader->units[unit];

  return (guint64) self->n_people * loader->households[self->household].weight;
}

/* Lets a unit that is left take the place of one that weighs less. */
static gboolean
oust (Search *search, guint unit)
{
  CorLoader *loader = search->loader;
  const CorLoadUnit *wanted = &loader->units[unit];

  for (guint i = 0; i < loader->n_slots; i++)
    {
      if (loader->slots[i].capacity_people < wanted->n_people ||
          !can_pass (loader, wanted->party, i))
        continue;
      for (guint j = loader->heads[i]; j != COR_LOADER_NONE; j = loader->units[j].next)
        {
          guint n_people = loader->units[j].n_people;

          loader->n_steps++;
          if (get_weight (loader, j) >= get_weight (loader, unit) ||
              n_people + cor_room_get (loader->room, i) < wanted->n_people)
            continue;
          cor_loader_take_out (loader, j);
          cor_loader_put (loader, unit, i);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_alike (const CorLoader *loader, guint a, guint b)
{
  return loader->units[a].party == loader->units[b].party &&
         loader->units[a].n_people == loader->units[b].n_people;
}

/* The least that anybody with a place counts. */
static guint
find_least_weight (const CorLoader *loader)
{
  guint least = G_MAXUINT;

  for (guint i = 0; i < loader->n_units; i++)
    if (loader->units[i].slot != COR_LOADER_NONE)
      least = MIN (least, loader->households[loader->units[i].household].weight);

  return least;
}

/* Finds places for those who are left. As many may be out as can be: then only for those who count
 * more than somebody who has one. */
static gboolean
serve_left (Search *search, gboolean are_most_out)
{
  CorLoader *loader = search->loader;
  guint least = find_least_weight (loader), failed = COR_LOADER_NONE;
  gboolean has_changed = FALSE;

  for (guint i = 0; i < loader->n_units && goes_on (search); i++)
    {
      const CorLoadUnit *unit = &loader->units[i];

      if (unit->slot != COR_LOADER_NONE || search->first_hours[unit->party] == COR_HOUR_NONE ||
          (are_most_out && loader->households[unit->household].weight <= least) ||
          (failed != COR_LOADER_NONE && is_alike (loader, failed, i)))
        continue;
      if ((!are_most_out && place_by_chain (search, i, COR_HOUR_NONE)) || oust (search, i))
        has_changed = TRUE;
      else
        failed = i;
    }

  return has_changed;
}

/* Moves those of the last hour forward, by chains that end before it. */
static gboolean
empty_last_hour (Search *search, guint last_hour)
{
  CorLoader *loader = search->loader;

  for (guint i = 0; i < loader->n_units && goes_on (search); i++)
    {
      guint slot = loader->units[i].slot;

      if (cor_loader_get_hour (loader, i) != last_hour)
        continue;
      cor_loader_take_out (loader, i);
      if (place_by_chain (search, i, last_hour))
        continue;
      cor_loader_put (loader, i, slot);
      return FALSE;
    }

  return goes_on (search);
}

typedef struct
{
  guint unit;
  guint hour;
} Late;

static int
compare_late (gconstpointer a, gconstpointer b)
{
  const Late *left = a;
  const Late *right = b;

  if (left->hour != right->hour)
    return left->hour < right->hour ? -1 : 1;

  return left->unit < right->unit ? -1 : left->unit > right->unit;
}

/* Those who pass later than if they were alone, the first first. */
static GArray *
list_late (const Search *search)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Late));

  for (guint i = 0; i < search->loader->n_units; i++)
    {
      Late late = { i, cor_loader_get_hour (search->loader, i) };

      if (late.hour != COR_HOUR_NONE &&
          late.hour > search->first_hours[search->loader->units[i].party])
        g_array_append_val (list, late);
    }
  g_array_sort (list, compare_late);

  return list;
}

/* Moves households into earlier slots with room: the first first, so that what they leave serves
 * those behind. */
static gboolean
move_forward (Search *search)
{
  CorLoader *loader = search->loader;
  g_autoptr (GArray) list = list_late (search);
  gboolean has_changed = FALSE;

  for (guint i = 0; i < list->len && goes_on (search); i++)
    {
      const Late *late = &g_array_index (list, Late, i);
      const CorLoadUnit *unit = &loader->units[late->unit];
      guint old_slot = unit->slot, slot;

      /* What they leave may be just what they lack: slots share quotas. */
      cor_loader_take_out (loader, late->unit);
      slot = cor_loader_find_room (loader, unit->party, unit->n_people, late->hour);
      cor_loader_put (loader, late->unit, slot != COR_LOADER_NONE ? slot : old_slot);
      has_changed |= slot != COR_LOADER_NONE;
    }

  return has_changed;
}

/* Somebody in @slot who leaves enough room for @unit and can pass where it does. */
static guint
find_exchange (CorLoader *loader, guint unit, guint slot)
{
  const CorLoadUnit *late = &loader->units[unit];

  for (guint i = loader->heads[slot]; i != COR_LOADER_NONE; i = loader->units[i].next)
    {
      const CorLoadUnit *early = &loader->units[i];

      loader->n_steps++;
      if (early->n_people < late->n_people &&
          early->n_people + cor_room_get_own (loader->room, slot) >= late->n_people &&
          can_pass (loader, early->party, late->slot))
        return i;
    }

  return COR_LOADER_NONE;
}

/* Lets two households change places, unless a quota is against it. */
static gboolean
swap (CorLoader *loader, guint early, guint late)
{
  guint early_slot = loader->units[early].slot, late_slot = loader->units[late].slot;
  gboolean has_room;

  cor_loader_take_out (loader, early);
  cor_loader_take_out (loader, late);
  has_room = cor_room_get (loader->room, early_slot) >= loader->units[late].n_people;
  if (has_room)
    {
      cor_loader_put (loader, late, early_slot);
      has_room = cor_room_get (loader->room, late_slot) >= loader->units[early].n_people;
      if (!has_room)
        cor_loader_take_out (loader, late);
    }
  if (!has_room)
    cor_loader_put (loader, late, late_slot);
  cor_loader_put (loader, early, has_room ? late_slot : early_slot);

  return has_room;
}

/* Lets larger households of later slots and smaller ones of earlier ones with some room change
 * places. */
static gboolean
exchange (Search *search)
{
  CorLoader *loader = search->loader;
  g_autoptr (GArray) list = list_late (search);
  gboolean has_changed = FALSE;

  for (guint i = 0; i < loader->n_slots && goes_on (search); i++)
    for (guint j = list->len; j > 0 && cor_room_get_own (loader->room, i) > 0; j--)
      {
        guint late = g_array_index (list, Late, j - 1).unit;
        guint slot = loader->units[late].slot, early;

        loader->n_steps++;
        if (loader->slots[slot].hour <= loader->slots[i].hour ||
            loader->units[late].n_people > loader->slots[i].capacity_people ||
            !can_pass (loader, loader->units[late].party, i))
          continue;
        early = find_exchange (loader, late, i);
        if (early != COR_LOADER_NONE)
          has_changed |= swap (loader, early, late);
      }

  return has_changed;
}

static void
find_first_hours (Search *search, guint n_parties)
{
  guint n_crossings = cor_timetable_get_n_crossings (search->loader->timetable);

  for (guint i = 0; i < n_parties; i++)
    {
      const CorParty *party = &search->loader->parties[i];

      search->first_hours[i] = COR_HOUR_NONE;
      for (guint j = 0; j < COR_N_TRAVELS; j++)
        for (guint k = 0; party->trips[j] != NULL && k < n_crossings; k++)
          search->first_hours[i] = MIN (search->first_hours[i], party->trips[j][k].hour);
    }
}

static gboolean
improve_once (Search *search)
{
  CorLoadScore score = get_score (search);
  gboolean has_changed = FALSE;

  if (score.n_left > 0)
    has_changed |= serve_left (search, score.n_left <= search->bound.n_left);
  if (score.n_left == search->bound.n_left && score.last_hour > search->bound.last_hour)
    has_changed |= empty_last_hour (search, score.last_hour);
  if (score.hours > search->bound.hours)
    {
      has_changed |= move_forward (search);
      has_changed |= exchange (search);
    }

  return has_changed;
}

/**
 * cor_loader_improve:
 * @self: a loading in the making
 * @bound: the assignment of single people, which no loading betters
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Gets more people out, then the last one earlier, then everybody earlier, as far as moving single
 * households, chains and exchanges go. Ends when @bound is reached.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_loader_improve (CorLoader *self,
                    const CorAssignment *bound,
                    CorProgress *progress,
                    GError **error)
{
  Search search = { .loader = self, .progress = progress };
  guint n_parties = bound->n_unserved->len;

  search.n_hours = cor_timetable_get_n_hours (self->timetable);
  search.bound = cor_load_score_of_assignment (bound, search.n_hours);
  search.first_hours = g_new (guint, n_parties + 1);
  find_first_hours (&search, n_parties);
  for (guint i = 0; i < MAX_ROUNDS && goes_on (&search); i++)
    if (!improve_once (&search))
      break;
  g_free (search.first_hours);

  return cor_progress_check (progress, error);
}
