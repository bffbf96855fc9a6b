/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorExportWhat:
 * @COR_EXPORT_ROUTES: the ways from rally points to crossings that movements use
 * @COR_EXPORT_CLUSTERS: rally points with how many people
 * @COR_EXPORT_MOVEMENTS: who leaves when, and through which crossing
 *
 * What to write for other programs. None of it holds a person's particulars.
 */
typedef enum
{
  COR_EXPORT_ROUTES,
  COR_EXPORT_CLUSTERS,
  COR_EXPORT_MOVEMENTS,
} CorExportWhat;

/**
 * CorExport:
 * @snapshot: the plan
 * @result: its routes
 * @what: what to write
 * @language: language of the names
 *
 * What an exporter is given.
 */
typedef struct
{
  CorSnapshot *snapshot;
  CorResult *result;
  CorExportWhat what;
  CorLanguage language;
} CorExport;

/**
 * CorExporterFunc:
 * @source: what to write
 *
 * Writes a whole file in one format.
 *
 * Returns: (transfer full): the file's text
 */
typedef GString *(*CorExporterFunc) (const CorExport *source);

/**
 * CorExportPointFunc:
 * @position: a rally point
 * @name: of its cluster
 * @description: how many people
 * @user_data: the exporter's
 *
 * Writes a point.
 */
typedef void (*CorExportPointFunc) (CorPosition position,
                                    const char *name,
                                    const char *description,
                                    gpointer user_data);

/**
 * CorExportLineFunc:
 * @corridor: a way
 * @name: from where to where
 * @description: its roads, or who drives it when
 * @user_data: the exporter's
 *
 * Writes a line.
 */
typedef void (*CorExportLineFunc) (const CorCorridor *corridor,
                                   const char *name,
                                   const char *description,
                                   gpointer user_data);

void cor_export_foreach (const CorExport *source,
                         CorExportPointFunc write_point,
                         CorExportLineFunc write_line,
                         gpointer user_data);

gboolean cor_export_write (const CorExport *source, const char *path, GError **error);

GString *cor_export_to_text (const CorExport *source,
                             const char *suffix,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *cor_export_get_cluster_name (const CorExport *source, const CorId *cluster_id);

const char *cor_export_get_crossing_name (const CorExport *source, const CorId *crossing_id);

char *cor_export_join_roads (const CorCorridor *corridor) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *cor_export_collect_corridors (const CorExport *source) G_GNUC_WARN_UNUSED_RESULT;

GString *cor_csv_exporter (const CorExport *source);

GString *cor_geojson_exporter (const CorExport *source);

GString *cor_gpx_exporter (const CorExport *source);

GString *cor_kml_exporter (const CorExport *source);

G_END_DECLS
