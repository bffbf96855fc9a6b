/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-language.h"
#include "cor-person.h"
#include "cor-result.h"

G_BEGIN_DECLS

/* Words of the sheets. {1}, {2} … stand for what is filled in. */
typedef enum
{
  COR_WORD_PAGE_OF, /* {1} of {2} */
  COR_WORD_REVISION,
  COR_WORD_PRINTED,
  COR_WORD_DRAFT,
  COR_WORD_SUPERSEDED,       /* {1}: number */
  COR_WORD_PUBLISHED_NUMBER, /* {1}: number */
  COR_WORD_STALE,
  COR_WORD_PRIVATE,
  COR_WORD_OVERVIEW,
  COR_WORD_OVERVIEW_MAP,
  COR_WORD_ROUTE_SHEET,
  COR_WORD_ROUTE_SHEETS,
  COR_WORD_CROSSING_SHEET,
  COR_WORD_UNSERVED_LIST,
  COR_WORD_UNPLACED_LIST,
  COR_WORD_PEOPLE,
  COR_WORD_REGISTRATIONS,
  COR_WORD_ASSIGNED,
  COR_WORD_UNSERVED,
  COR_WORD_UNPLACED,
  COR_WORD_OUT,
  COR_WORD_LAST_OUT,
  COR_WORD_PLAN_START,
  COR_WORD_CLUSTERS,
  COR_WORD_CROSSINGS,
  COR_WORD_CROSSING,
  COR_WORD_STATE,
  COR_WORD_CAPACITY,
  COR_WORD_PEOPLE_PER_HOUR, /* {1} people an hour */
  COR_WORD_IS_DEFAULT,
  COR_WORD_FIRST_ARRIVAL,
  COR_WORD_LAST_PASSAGE,
  COR_WORD_DEPARTURES,
  COR_WORD_DEPART,
  COR_WORD_ARRIVE,
  COR_WORD_PASS,
  COR_WORD_WAIT,
  COR_WORD_MODE,
  COR_WORD_WITH_CAR,
  COR_WORD_FROM,
  COR_WORD_FIRST_DEPARTURE,
  COR_WORD_DISTANCE,
  COR_WORD_DRIVING_TIME,
  COR_WORD_RALLY_POINT,
  COR_WORD_ROUTE_MAP,
  COR_WORD_CLOSE_UP,
  COR_WORD_ROADS,
  COR_WORD_ROAD,
  COR_WORD_ROAD_WITHOUT_NUMBER,
  COR_WORD_PLACES_PASSED,
  COR_WORD_KM,    /* {1} km */
  COR_WORD_MIN,   /* {1} min */
  COR_WORD_H_MIN, /* {1} h {2} min */
  COR_WORD_DRIVING_CLOCK,
  COR_WORD_KM_FROM_START,
  COR_WORD_CLOCK_FROM_START,
  COR_WORD_CONNECTOR_START, /* {1}: distance off known roads */
  COR_WORD_CONNECTOR_END,
  COR_WORD_FERRY,
  COR_WORD_UNCERTAIN_ROAD,
  /* One a CorTurn, in their order. */
  COR_WORD_TURN_STRAIGHT,
  COR_WORD_TURN_KEEP_RIGHT,
  COR_WORD_TURN_RIGHT,
  COR_WORD_TURN_SHARP_RIGHT,
  COR_WORD_TURN_BACK,
  COR_WORD_TURN_SHARP_LEFT,
  COR_WORD_TURN_LEFT,
  COR_WORD_TURN_KEEP_LEFT,
  COR_WORD_TURN_ROUNDABOUT,
  COR_WORD_UKRAINIAN_SIDE,
  COR_WORD_OTHER_SIDE,
  COR_WORD_OPENING_HOURS,
  COR_WORD_ROUND_THE_CLOCK,
  COR_WORD_WHO_MAY_PASS,
  COR_WORD_OBSERVED_WAIT,
  COR_WORD_NONE_KNOWN,
  COR_WORD_NONE,
  COR_WORD_SOURCE,
  COR_WORD_RECEPTION,
  COR_WORD_CONTACTS,
  COR_WORD_PHONE,
  COR_WORD_NOT_ENTERED,
  COR_WORD_ADDRESS,
  COR_WORD_APPROXIMATE,
  COR_WORD_ALTERNATIVE,
  COR_WORD_ALTERNATIVE_TEXT, /* {1} crossing, {2} distance, {3} later */
  COR_WORD_NO_ALTERNATIVE,
  COR_WORD_LATER,
  COR_WORD_NEEDS,
  COR_WORD_WHOLE_CLUSTER,
  COR_WORD_NOTES,
  COR_WORD_SIGNATURE,
  COR_WORD_ARRIVALS,
  COR_WORD_MOVEMENTS,
  COR_WORD_HOUR,
  COR_WORD_TOTAL,
  COR_WORD_REASON,
  COR_WORD_WHAT_TO_DO,
  COR_WORD_WITHOUT_CAR,
  COR_WORD_LEAVE_CAR,
  COR_WORD_LEAVE_CAR_TEXT, /* {1} time, {2} people */
  COR_WORD_NAME,
  COR_WORD_PLACE_AS_GIVEN,
  COR_WORD_NOBODY,
  COR_WORD_NO_MOVEMENTS,
  COR_WORD_ALSO_GATHER,
  COR_WORD_ROAD_NUMBERS,
  COR_WORD_UNPLACED_TEXT,
  COR_WORD_UNSERVED_TEXT,
  COR_WORD_VEHICLES,
  COR_WORD_VEHICLE,
  COR_WORD_VEHICLE_NUMBER, /* {1} what it is called, {2} which of those alike */
  COR_WORD_TRIP,
  COR_WORD_FREE_AGAIN,
  COR_WORD_HANDS_OVER, /* {1} what vehicles are called */
  COR_WORD_CARS_BEHIND,
  COR_WORD_AGREED_CORRIDORS,
  COR_WORD_AGREED_CORRIDOR,
  COR_WORD_ENTER_COLUMN,
  COR_WORD_CORRIDOR_HOURS,
  COR_WORD_CORRIDOR_TEXT,
  COR_N_WORDS
} CorWord;

typedef struct
{
  const char *words[COR_N_WORDS];
  const char *statuses[COR_N_STATUSES];
  const char *needs[COR_N_NEEDS];
  const char *modes[COR_N_MODES];
  const char *states[3];
  const char *reasons[COR_N_REASONS];
  const char *remedies[COR_N_REASONS];
  const char *weekdays[7];
  const char *countries[6];
} CorWordTable;

extern const CorWordTable cor_words_en;
extern const CorWordTable cor_words_he;
extern const CorWordTable cor_words_uk;

const char *cor_word (CorLanguage language, CorWord word);

char *cor_word_maneuver (CorLanguage language,
                         const CorManeuver *maneuver) G_GNUC_WARN_UNUSED_RESULT;

char *cor_word_fill (CorLanguage language,
                     CorWord word,
                     ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

const char *cor_word_status (CorLanguage language, CorStatus status);

const char *cor_word_need (CorLanguage language, guint need_index);

const char *cor_word_mode (CorLanguage language, CorMode mode);

const char *cor_word_state (CorLanguage language, CorCrossingState state);

const char *cor_word_reason (CorLanguage language, CorReason reason);

const char *cor_word_remedy (CorLanguage language, CorReason reason);

/* From Monday, 0, to Sunday. */
const char *cor_word_weekday (CorLanguage language, guint weekday);

const char *cor_word_country (CorLanguage language, const char *code);

G_END_DECLS
