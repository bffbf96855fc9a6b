/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-queue.h"

/* Less than this of a person, or of time, is rounding. */
#define TINY_PEOPLE 1e-6
#define TINY_US 1000

/* So many of each line are looked at one by one, of those who go next. */
#define N_LOOKED_AT 8u

/* People of one movement who pass alike. */
typedef struct
{
  guint party;
  guint n_people;
  guint64 turn; /* in the order in which they joined */
} Waiting;

typedef struct
{
  GArray *waiting; /* Waiting; those before first are through */
  guint first;
  guint n_people;
  gint64 free_us; /* when it takes the next */
} Line;

struct _CorQueue
{
  const CorBorder *border;
  const double *factors; /* by hour */
  Line lines[COR_N_MODES];
  guint64 n_turns;
  guint limit_people;    /* whom it may take up at a time */
  gint64 limit_until_us; /* who is taken up after this is not */
  gboolean busy;
  gint64 from_us; /* of those being served */
  CorServing serving;
};

/**
 * cor_queue_new:
 * @border: when who is let through; must outlive the queue
 *
 * Returns: (transfer full): an empty queue
 */
CorQueue *
cor_queue_new (const CorBorder *border)
{
  CorQueue *self = g_new0 (CorQueue, 1);

  self->border = border;
  for (guint i = 0; i < COR_N_MODES; i++)
    self->lines[i].waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  cor_queue_clear (self);

  return self;
}

/**
 * cor_queue_free:
 * @self: (transfer full): a queue
 *
 * Frees @self.
 */
void
cor_queue_free (CorQueue *self)
{
  for (guint i = 0; i < COR_N_MODES; i++)
    g_array_unref (self->lines[i].waiting);
  g_free (self);
}

/**
 * cor_queue_clear:
 * @self: a queue
 *
 * Sends everybody away, for the next run.
 */
void
cor_queue_clear (CorQueue *self)
{
  for (guint i = 0; i < COR_N_MODES; i++)
    {
      g_array_set_size (self->lines[i].waiting, 0);
      self->lines[i].first = 0;
      self->lines[i].n_people = 0;
      self->lines[i].free_us = G_MININT64;
    }
  self->n_turns = 0;
  self->limit_people = G_MAXUINT;
  self->limit_until_us = COR_NEVER_US;
  self->busy = FALSE;
}

/**
 * cor_queue_set_pace:
 * @self: a queue
 * @factors: (nullable) (array): by hour of the border: what its pace is multiplied by; must outlive
 *   the run
 *
 * Sets how fast this run's border works.
 */
void
cor_queue_set_pace (CorQueue *self, const double *factors)
{
  self->factors = factors;
}

/**
 * cor_queue_set_limit:
 * @self: a queue
 * @n_people: how many may be taken up next, at least 1; %G_MAXUINT: any number
 * @until_us: those who begin before this; %COR_NEVER_US: all
 *
 * Sets what others than the border allow.
 */
void
cor_queue_set_limit (CorQueue *self, guint n_people, gint64 until_us)
{
  self->limit_people = n_people;
  self->limit_until_us = until_us;
}

/**
 * cor_queue_join:
 * @self: a queue
 * @party: who: a number of the caller's
 * @mode: the place of their mode
 * @n_people: how many, at least 1
 *
 * Lets people join the end of their line.
 */
void
cor_queue_join (CorQueue *self, guint party, guint mode, guint n_people)
{
  Waiting waiting = { party, n_people, self->n_turns++ };
  Line *line = &self->lines[mode];

  g_array_append_val (line->waiting, waiting);
  line->n_people += n_people;
}

/**
 * cor_queue_is_busy:
 * @self: a queue
 *
 * Returns: whether the border serves somebody
 */
gboolean
cor_queue_is_busy (const CorQueue *self)
{
  return self->busy;
}

static double
get_pace (const CorQueue *self, gint64 time_us)
{
  gint64 hour = (time_us - self->border->first_hour_us) / COR_US_PER_H;

  return self->factors != NULL ? self->factors[CLAMP (hour, 0, self->border->n_hours - 1)] : 1.0;
}

/* How long one person takes. */
static gint64
get_service_us (guint per_h, double pace)
{
  return MAX (1, (gint64) ((double) COR_US_PER_H / (per_h * pace)));
}

/* How many people of a mode are let through in an hour at most. */
static guint
get_line_per_h (const CorShift *shift, guint mode)
{
  return shift->per_h[mode] > 0 ? MIN (shift->per_h[mode], shift->total_per_h) : 0;
}

/* How long a line is kept from taking the next by one person; 0: any number of its mode may pass.
 */
static gint64
get_line_service_us (const CorShift *shift, guint mode, double pace)
{
  return shift->per_h[mode] == COR_UNLIMITED
             ? 0
             : get_service_us (MAX (1, get_line_per_h (shift, mode)), pace);
}

/* From when a line's own pace is counted: when it was free, so that what others kept it waiting for
 * is made up, but never for more than one person. */
static gint64
get_line_start_us (const Line *line, gint64 time_us, gint64 each_us)
{
  return MAX (line->free_us, time_us - each_us);
}

static const Waiting *
get_head (const Line *line)
{
  return &g_array_index (line->waiting, Waiting, line->first);
}

/* How many people of some lines together a shift can still let through from a moment on. */
static double
count_room_of_shift (const CorQueue *self, guint place, guint lines, gint64 time_us, double pace)
{
  const CorShift *shift = &g_array_index (self->border->shifts, CorShift, place);
  gint64 from_us = MAX (time_us, shift->from_us);
  gint64 until_us = cor_border_get_shift_end_us (self->border, place);
  double by_line = 0.0;

  for (guint i = 0; i < COR_N_MODES; i++)
    {
      gint64 each_us = get_line_service_us (shift, i, pace);
      gint64 start_us = MAX (shift->from_us, get_line_start_us (&self->lines[i], from_us, each_us));

      if ((lines & (1u << i)) != 0 && start_us < until_us)
        by_line += (double) get_line_per_h (shift, i) * (double) (until_us - start_us);
    }

  return MIN (by_line, (double) shift->total_per_h * (double) MAX (0, until_us - from_us)) * pace /
         (double) COR_US_PER_H;
}

/* The same of all shifts until the hour ends. */
static double
count_room (const CorQueue *self, guint place, guint lines, gint64 time_us, double pace)
{
  guint end = cor_border_get_hour_end (self->border, place);
  double room = 0.0;

  for (; place < end; place++)
    room += count_room_of_shift (self, place, lines, time_us, pace);

  return room;
}

/* How many people of some lines, who would otherwise all be through by the end of the hour, would
 * not be if the border spent a time on somebody else. */
static double
count_at_risk (const CorQueue *self, guint place, guint lines, gint64 time_us, gint64 spent_us)
{
  double pace = get_pace (self, time_us);
  double n_people = 0.0;

  for (guint i = 0; i < COR_N_MODES; i++)
    if ((lines & (1u << i)) != 0)
      n_people += self->lines[i].n_people;
  if (n_people > count_room (self, place, lines, time_us, pace) + TINY_PEOPLE)
    return 0.0;

  return MAX (0.0,
              n_people - TINY_PEOPLE - count_room (self, place, lines, time_us + spent_us, pace));
}

/* Whether it makes no difference for the end of the hour who goes first. */
static gboolean
is_any_order_good (const CorQueue *self, guint place)
{
  const CorShift *shift = &g_array_index (self->border->shifts, CorShift, place);

  if (place + 1 < cor_border_get_hour_end (self->border, place))
    return FALSE;
  for (guint i = 0; i < COR_N_MODES; i++)
    if (self->lines[i].n_people > 0 && shift->per_h[i] != COR_UNLIMITED && shift->per_h[i] > 0)
      return FALSE;

  return TRUE;
}

/* Whom serving a line next would keep from being through in time: the most of any lines that are
 * not among those served. */
static double
find_harm (const double *at_risk, guint line)
{
  double harm = 0.0;

  for (guint lines = 1; lines < (1u << COR_N_MODES); lines++)
    if ((lines & (1u << line)) == 0)
      harm = MAX (harm, at_risk[lines]);

  return harm;
}

/* People of a line who can still be through before the hour ends, and how they follow each other.
 */
typedef struct
{
  guint n_people;
  gint64 each_us; /* 0: any number may pass at a time */
} Due;

/* What is due in a shift that lasts until the hour ends. */
typedef struct
{
  Due lines[COR_N_MODES];
  gint64 end_us;
  gint64 service_us;
} DueHour;

static DueHour
list_due (const CorQueue *self, guint place, gint64 time_us, gint64 service_us)
{
  const CorShift *shift = &g_array_index (self->border->shifts, CorShift, place);
  double pace = get_pace (self, time_us);
  DueHour due = { .end_us = cor_border_get_shift_end_us (self->border, place),
                  .service_us = service_us };

  for (guint i = 0; i < COR_N_MODES; i++)
    {
      gint64 each_us = get_line_service_us (shift, i, pace);
      gint64 left_us = due.end_us - get_line_start_us (&self->lines[i], time_us, each_us) + TINY_US;

      if (each_us > 0 && shift->per_h[i] > 0)
        due.lines[i].n_people = (guint) MIN (self->lines[i].n_people, MAX (0, left_us / each_us));
      due.lines[i].each_us = each_us;
    }

  return due;
}

/* When the one of a line who has so many behind them has to be taken up at the latest, so that
 * these can follow at the pace of the line. */
static gint64
get_due_us (const DueHour *due, guint line, guint n_behind)
{
  return due->end_us - n_behind * due->lines[line].each_us;
}

/* How many of all lines have to be taken up by a moment. */
static guint
count_due (const DueHour *due, gint64 time_us)
{
  guint n_people = 0;

  for (guint i = 0; i < COR_N_MODES; i++)
    {
      const Due *line = &due->lines[i];
      gint64 n_behind = line->each_us > 0
                            ? (due->end_us - time_us - TINY_US + line->each_us - 1) / line->each_us
                            : 0;

      n_people += line->n_people > n_behind ? line->n_people - (guint) MAX (0, n_behind) : 0;
    }

  return n_people;
}

/* How many of those who go next are taken up too late, whoever goes first of them, if the border
 * serves one of a line now: the lines keep a pace of their own, and more than one of them may be
 * unable to wait. */
static guint
count_late (const DueHour *all, guint served, gint64 time_us)
{
  DueHour due = *all;
  gint64 free_us = time_us + due.service_us;
  guint n_late = 0;

  due.lines[served].n_people -= due.lines[served].n_people > 0;
  for (guint i = 0; i < COR_N_MODES; i++)
    for (guint j = 0; j < MIN (due.lines[i].n_people, N_LOOKED_AT); j++)
      {
        gint64 due_us = get_due_us (&due, i, due.lines[i].n_people - 1 - j);
        guint n_served = due_us + TINY_US < free_us
                             ? 0
                             : 1 + (guint) ((due_us + TINY_US - free_us) / due.service_us);
        guint n_due;

        if (due_us > due.end_us - due.service_us)
          continue;
        n_due = count_due (&due, due_us);
        n_late = MAX (n_late, n_due - MIN (n_due, n_served));
      }

  return n_late;
}

/* Chooses the line to serve at a moment: who came first, unless others could then no longer be
 * through before their mode is shut out or the hour ends. How much the border can still do for each
 * set of lines tells that, since what can be done in time for some of them is a polymatroid
 * (Federgruen and Groenevelt 1986), and who of the lines has to go by when, since one goes after
 * the other (Jackson 1955: of those who take equally long the one that is due first). Returns
 * COR_N_MODES if no line may be served yet, and then when one may. */
static guint
choose_line (const CorQueue *self, guint place, gint64 time_us, gint64 service_us, gint64 *next_us)
{
  const CorShift *shift = &g_array_index (self->border->shifts, CorShift, place);
  double at_risk[1u << COR_N_MODES] = { 0.0 };
  DueHour due = { 0 };
  guint chosen = COR_N_MODES;
  double least_harm = 0.0;

  *next_us = COR_NEVER_US;
  if (!is_any_order_good (self, place))
    {
      for (guint lines = 1; lines < G_N_ELEMENTS (at_risk); lines++)
        at_risk[lines] = count_at_risk (self, place, lines, time_us, service_us);
      if (place + 1 == cor_border_get_hour_end (self->border, place))
        due = list_due (self, place, time_us, service_us);
    }

  for (guint i = 0; i < COR_N_MODES; i++)
    {
      const Line *line = &self->lines[i];
      double harm;

      if (line->n_people == 0 || shift->per_h[i] == 0)
        continue;
      if (line->free_us > time_us)
        {
          *next_us = MIN (*next_us, line->free_us);
          continue;
        }

      harm = find_harm (at_risk, i) + count_late (&due, i, time_us);
      if (chosen == COR_N_MODES || harm < least_harm ||
          (harm == least_harm && get_head (line)->turn < get_head (&self->lines[chosen])->turn))
        {
          chosen = i;
          least_harm = harm;
        }
    }

  return chosen;
}

/* Whether those at the head may be served as one, since nobody else has to be looked after before
 * they are through. */
static gboolean
is_simple (const CorQueue *self, const CorShift *shift, guint chosen)
{
  for (guint i = 0; i < COR_N_MODES; i++)
    if (i != chosen && self->lines[i].n_people > 0)
      return FALSE;

  return shift->per_h[chosen] == COR_UNLIMITED;
}

/* How many of the head of a line are served in one go: those who begin in this shift and
 * may. */
static guint
count_served (const CorQueue *self, guint shift, guint mode, gint64 time_us, gint64 service_us)
{
  const CorShift *now = &g_array_index (self->border->shifts, CorShift, shift);
  gint64 end_us = MIN (cor_border_get_shift_end_us (self->border, shift), self->limit_until_us);
  gint64 n_begin = (end_us - time_us + service_us - 1) / service_us;

  if (!is_simple (self, now, mode))
    return 1;

  return (guint) MIN (MIN (n_begin, (gint64) self->limit_people),
                      (gint64) get_head (&self->lines[mode])->n_people);
}

/* When people are through, or their line is free again, who are taken up in a shift: the last of
 * them may take into the next one, and is done sooner where that is quicker. */
static gint64
find_end_us (const CorQueue *self, guint place, guint mode, gint64 start_us, guint n_people)
{
  const CorShift *shift = &g_array_index (self->border->shifts, CorShift, place);
  double pace = get_pace (self, MAX (start_us, shift->from_us));
  gint64 service_us = mode == COR_N_MODES ? get_service_us (shift->total_per_h, pace)
                                          : get_line_service_us (shift, mode, pace);
  gint64 end_us = start_us + n_people * service_us;

  for (guint i = place; i + 1 < self->border->shifts->len; i++)
    {
      gint64 change_us = cor_border_get_shift_end_us (self->border, i);
      const CorShift *next = &g_array_index (self->border->shifts, CorShift, i + 1);
      guint per_h = mode == COR_N_MODES ? next->total_per_h : get_line_per_h (next, mode);
      gint64 next_us;

      if (end_us <= change_us)
        break;
      next_us = per_h > 0 ? get_service_us (per_h, get_pace (self, change_us)) : service_us;
      if (next_us >= service_us)
        continue;
      end_us = change_us +
               (gint64) ((double) (end_us - change_us) * (double) next_us / (double) service_us);
      service_us = next_us;
    }

  return end_us;
}

static gboolean
has_people (const CorQueue *self)
{
  for (guint i = 0; i < COR_N_MODES; i++)
    if (self->lines[i].n_people > 0)
      return TRUE;

  return FALSE;
}

/**
 * cor_queue_serve:
 * @self: a queue that is not busy
 * @time_us: now
 *
 * Takes up the next people, if anybody may be let through. Whoever was taken up is let through,
 * even if the hour ends meanwhile.
 *
 * Returns: whom the border serves until when; with nobody in it, when to ask again
 */
CorServing
cor_queue_serve (CorQueue *self, gint64 time_us)
{
  guint place = cor_border_find_shift (self->border, time_us);
  CorServing serving = { 0, 0, 0, COR_NEVER_US };
  const CorShift *shift;
  gint64 service_us, start_us, next_us;
  double pace;
  guint mode;

  if (place >= self->border->shifts->len || !has_people (self))
    return serving;

  shift = &g_array_index (self->border->shifts, CorShift, place);
  if (shift->total_per_h == 0)
    {
      serving.until_us = cor_border_get_shift_end_us (self->border, place);
      return serving;
    }

  pace = get_pace (self, time_us);
  service_us = get_service_us (shift->total_per_h, pace);
  mode = choose_line (self, place, time_us, service_us, &next_us);
  if (mode == COR_N_MODES)
    {
      serving.until_us = MIN (next_us, cor_border_get_shift_end_us (self->border, place));
      return serving;
    }

  serving.party = get_head (&self->lines[mode])->party;
  serving.mode = mode;
  serving.n_people = count_served (self, place, mode, time_us, service_us);
  serving.until_us = find_end_us (self, place, COR_N_MODES, time_us, serving.n_people);
  start_us =
      get_line_start_us (&self->lines[mode], time_us, get_line_service_us (shift, mode, pace));
  self->lines[mode].free_us = find_end_us (self, place, mode, start_us, serving.n_people);
  self->serving = serving;
  self->from_us = time_us;
  self->busy = TRUE;

  return serving;
}

/**
 * cor_queue_finish:
 * @self: a queue that is busy
 * @from_us: (out): when they were taken up
 *
 * Lets those through who were served.
 *
 * Returns: who they are
 */
CorServing
cor_queue_finish (CorQueue *self, gint64 *from_us)
{
  Line *line = &self->lines[self->serving.mode];
  Waiting *head = &g_array_index (line->waiting, Waiting, line->first);

  head->n_people -= self->serving.n_people;
  line->n_people -= self->serving.n_people;
  if (head->n_people == 0)
    line->first++;
  self->busy = FALSE;
  *from_us = self->from_us;

  return self->serving;
}
