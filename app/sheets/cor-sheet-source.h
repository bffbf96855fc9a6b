/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sheet-document.h"
#include "cor-sheets.h"
#include "cor-words.h"

G_BEGIN_DECLS

/* Names, clocks and numbers of these two sides stand on every sheet. */
#define COR_SHEET_ZONE "Europe/Kyiv"

/**
 * CorRouteSheet:
 * @cluster: who leaves
 * @crossing: where they cross
 * @movements: (element-type CorMovement): by departure
 * @n_people: in all of them
 *
 * All movements of a cluster through a crossing: one route sheet.
 */
typedef struct
{
  const CorCluster *cluster;
  const CorCrossing *crossing;
  GPtrArray *movements;
  guint n_people;
} CorRouteSheet;

/**
 * CorSheetSource:
 * @snapshot: the plan
 * @result: its routes
 * @settings: of the plan
 * @language: of the sheets
 * @options: as given
 * @routes: (element-type CorRouteSheet): by name of the cluster, then first departure
 * @crossings: (element-type CorCrossing): those that movements use, by name
 *
 * What documents are made of.
 */
typedef struct
{
  CorSnapshot *snapshot;
  CorResult *result;
  const CorPlanSettings *settings;
  CorLanguage language;
  const CorSheetOptions *options;
  GPtrArray *routes;
  GPtrArray *crossings;
} CorSheetSource;

void cor_sheet_source_init (CorSheetSource *self,
                            CorSnapshot *snapshot,
                            CorResult *result,
                            CorLanguage language,
                            const CorSheetOptions *options);

void cor_sheet_source_clear (CorSheetSource *self);

const CorAlternative *cor_sheet_source_get_alternative (const CorSheetSource *self,
                                                        const CorRouteSheet *route);

CorCorridor *cor_sheet_source_get_corridor (const CorSheetSource *self,
                                            const CorMovement *movement);

/* Words */

const char *cor_sheet_source_word (const CorSheetSource *self, CorWord word);

void cor_sheet_source_add_head (const CorSheetSource *self,
                                CorBlock *table,
                                const CorWord *words,
                                guint n_words);

char *cor_sheet_source_isolate (const CorSheetSource *self,
                                const char *text) G_GNUC_WARN_UNUSED_RESULT;

char *cor_sheet_source_count (const CorSheetSource *self, guint count) G_GNUC_WARN_UNUSED_RESULT;

char *cor_sheet_source_name (const CorSheetSource *self,
                             const CorNames *names) G_GNUC_WARN_UNUSED_RESULT;

char *cor_sheet_source_all_names (const CorSheetSource *self,
                                  const CorNames *names,
                                  const char *native) G_GNUC_WARN_UNUSED_RESULT;

char *cor_sheet_source_distance (const CorSheetSource *self,
                                 guint distance_m) G_GNUC_WARN_UNUSED_RESULT;

char *cor_sheet_source_duration (const CorSheetSource *self, guint min) G_GNUC_WARN_UNUSED_RESULT;

char *cor_sheet_source_timer (const CorSheetSource *self, guint min) G_GNUC_WARN_UNUSED_RESULT;

char *cor_sheet_source_position (const CorSheetSource *self,
                                 CorPosition position) G_GNUC_WARN_UNUSED_RESULT;

char *cor_sheet_source_date (const CorSheetSource *self,
                             gint64 time_utc_s,
                             const char *zone) G_GNUC_WARN_UNUSED_RESULT;

char *cor_sheet_source_clock (const CorSheetSource *self,
                              gint64 time_utc_s,
                              const char *zone) G_GNUC_WARN_UNUSED_RESULT;

char *cor_sheet_source_time (const CorSheetSource *self,
                             gint64 time_utc_s,
                             const char *zone) G_GNUC_WARN_UNUSED_RESULT;

char *cor_sheet_source_both_clocks (const CorSheetSource *self,
                                    gint64 time_utc_s,
                                    const CorCrossing *crossing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
