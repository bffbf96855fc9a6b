/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-fleet.h"
#include "cor-room.h"

G_BEGIN_DECLS

#define COR_FLEET_NONE G_MAXUINT

/* So few people who stay together that all plans can be tried. */
#define COR_FLEET_FEW_ITEMS 24u

/* So few vehicles, likewise. */
#define COR_FLEET_FEW_VEHICLES 6u

/**
 * CorFleetItem:
 * @household: whose people
 * @n_people: how many: all, or a part of those who pass in parts
 * @first_in_need: how many registrations with needs are in the parts of their household before
 * @n_in_need: how many are in this one
 * @leader: an item of the same household that has to pass before them, or with them;
 *   %COR_FLEET_NONE: none
 * @after_hour: the first hour in which they may pass for the sake of those who drive themselves
 * @party: their party
 * @cluster: their cluster
 * @priority: how urgent it is that they get out
 * @weight: what each counts if left
 * @planned_slot: where they would pass if there were vehicles enough; %COR_FLEET_NONE: nowhere
 * @seats: what they need
 *
 * People who stay together and need vehicles.
 */
typedef struct
{
  guint household;
  guint n_people;
  guint first_in_need;
  guint n_in_need;
  guint leader;
  guint after_hour;
  guint party;
  guint cluster;
  CorPriority priority;
  guint weight;
  guint planned_slot;
  CorSeats seats;
} CorFleetItem;

/* A cluster and a crossing that its people may be driven to. */
typedef struct
{
  guint cluster;
  guint crossing;
  gint64 *depart_utc_s; /* by hour, then when one arrives by hour; NULL until asked for */
  gint64 *arrive_utc_s;
} CorFleetPair;

/**
 * CorFleetSetup:
 * @problem: what is asked
 * @slots: (array length=n_slots): all slots
 * @items: (element-type CorFleetItem): by cluster, in the order in which they leave
 * @first_items: for each cluster the place of its first item, and one more
 * @pairs: (element-type CorFleetPair): by cluster
 * @first_pairs: for each cluster the place of its first pair, and one more
 * @first_slots: for each crossing and hour the first slot, with one hour more
 * @room: what is left in the slots beside those who drive themselves
 * @drivers: what those are worth
 * @n_drivers: how many people they are
 * @drivers_wait: whether any of them could pass sooner if nobody were in their way
 * @is_alike: for each vehicle whether it is the same as the one before
 *
 * What all tries have in common.
 */
typedef struct
{
  const CorFleetProblem *problem;
  const CorSlot *slots;
  guint n_slots;
  guint n_hours;
  GArray *items;
  guint *first_items;
  GArray *pairs;
  guint *first_pairs;
  guint *first_slots;
  CorRoom *room;
  CorFleetScore drivers;
  guint64 n_drivers;
  gboolean drivers_wait;
  gboolean *is_alike;
} CorFleetSetup;

/* Where a vehicle is when it has nothing to do. */
typedef struct
{
  gint64 free_utc_s;
  gint64 duty_utc_s; /* when its drivers began */
  guint n_trips;
  guint crossing; /* COR_FLEET_NONE: at its depot */
} CorFleetState;

typedef struct
{
  guint vehicle;
  guint movement; /* COR_FLEET_NONE once it was found needless */
  gint64 leave_utc_s;
  gint64 ready_utc_s;
  CorFleetState before;
  CorFleetState after;
} CorFleetRun;

typedef struct
{
  guint cluster;
  guint crossing;
  guint hour;
  gboolean on_foot; /* over the border: the vehicles turn back before it */
  gint64 depart_utc_s;
  gint64 arrive_utc_s;
  CorSeats seats;
  CorSeats needed;
  guint n_people;
} CorFleetMovement;

/**
 * CorFleetDraft:
 * @slot_of: for each item its slot, or %COR_FLEET_NONE
 * @movement_of: for each item its movement
 * @room: what is left in the slots
 * @gate_rooms: (nullable): how many vehicles more may pass each gate
 * @states: for each vehicle
 * @movements: (element-type CorFleetMovement)
 * @runs: (element-type CorFleetRun): the later of a vehicle after the earlier
 * @n_steps: work it took
 *
 * A plan in the making.
 */
typedef struct
{
  guint *slot_of;
  guint *movement_of;
  CorRoom *room;
  guint *gate_rooms;
  CorFleetState *states;
  GArray *movements;
  GArray *runs;
  guint64 n_steps;
} CorFleetDraft;

typedef enum
{
  COR_FLEET_ORDER_PLANNED, /* by cluster */
  COR_FLEET_ORDER_NEAR,    /* the shortest way first */
  COR_FLEET_ORDER_MANY,    /* the most people first */
  COR_FLEET_ORDER_YIELD,   /* the most people for the time of a vehicle first */
} CorFleetOrder;

/**
 * CorFleetRule:
 * @order: which of those who are due come first
 * @min_fill_percent: a vehicle is not sent for fewer than so many of its seats, unless people wait
 * @pulls: whether people may go before their turn where there is room
 * @n_apart: vehicles are first sent for so many clusters, those that weigh most, in all hours; then
 *   for the others with what is left
 * @min_yield: people for a thousand hours of a vehicle for fewer of which none is sent, as long as
 * it has anything better to do in any hour; 0: it is not asked
 *
 * How a plan is made.
 */
typedef struct
{
  CorFleetOrder order;
  guint min_fill_percent;
  gboolean pulls;
  guint n_apart;
  guint min_yield;
} CorFleetRule;

CorFleetDraft *cor_fleet_draft_new (const CorFleetSetup *setup) G_GNUC_WARN_UNUSED_RESULT;

void cor_fleet_draft_free (CorFleetDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorFleetDraft, cor_fleet_draft_free)

gint64
cor_fleet_get_departure (const CorFleetSetup *setup, guint pair, guint hour, gint64 *arrive_utc_s);

gboolean cor_fleet_can_board (const CorFleetSetup *setup, guint item, guint slot);

gboolean cor_fleet_draft_may_pass (const CorFleetSetup *setup,
                                   const CorFleetDraft *self,
                                   guint item,
                                   guint hour);

gboolean
cor_fleet_draft_has_gates (const CorFleetSetup *setup, const CorFleetDraft *self, guint crossing);

void cor_fleet_draft_pass_gates (const CorFleetSetup *setup,
                                 CorFleetDraft *self,
                                 guint crossing,
                                 int n_vehicles);

gboolean cor_fleet_find_run (const CorFleetSetup *setup,
                             const CorFleetState *state,
                             guint vehicle,
                             const CorFleetMovement *movement,
                             CorFleetRun *run);

guint cor_fleet_draft_start_movement (const CorFleetSetup *setup,
                                      CorFleetDraft *self,
                                      guint pair,
                                      guint hour);

void cor_fleet_draft_board (const CorFleetSetup *setup,
                            CorFleetDraft *self,
                            guint item,
                            guint movement,
                            guint slot);

void cor_fleet_draft_get_off (const CorFleetSetup *setup, CorFleetDraft *self, guint item);

void
cor_fleet_draft_drop_needless (const CorFleetSetup *setup, CorFleetDraft *self, guint first_run);

CorFleetScore cor_fleet_draft_get_score (const CorFleetSetup *setup, const CorFleetDraft *self);

gboolean cor_fleet_score_is_better (const CorFleetScore *a, const CorFleetScore *b);

void cor_fleet_keep_trips (const CorFleetSetup *setup, CorFleetDraft *draft);

void cor_fleet_sweep (const CorFleetSetup *setup,
                      const CorFleetRule *rule,
                      const guint64 *weights,
                      CorFleetDraft *draft,
                      CorProgress *progress);

void cor_fleet_tidy (const CorFleetSetup *setup, CorFleetDraft *draft);

CorFleetScore cor_fleet_find_bound (const CorFleetSetup *setup, const CorAssignment *single);

void cor_fleet_tighten_bound (const CorFleetSetup *setup,
                              const CorAssignment *single,
                              const CorFleetScore *reached,
                              const gint64 *n_reached,
                              CorFleetScore *bound,
                              CorProgress *progress);

gboolean cor_fleet_try_every_way (const CorFleetSetup *setup,
                                  const CorFleetScore *known,
                                  CorProgress *progress,
                                  CorFleetDraft **better);

gint64 cor_fleet_price (const CorFleetSetup *setup,
                        const gint64 *worth,
                        gint64 reached,
                        CorProgress *progress);

G_END_DECLS
