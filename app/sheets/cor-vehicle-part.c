/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-vehicle-part.h"

#include "cor-vehicle.h"

static gboolean
have_vehicles (GPtrArray *movements)
{
  for (guint i = 0; i < movements->len; i++)
    if (((const CorMovement *) movements->pdata[i])->vehicles->len > 0)
      return TRUE;

  return FALSE;
}

/* A vehicle that was taken out of the plan since keeps its number. */
static char *
dup_name (const CorSheetSource *source, const CorMovementVehicle *vehicle)
{
  const CorVehicle *record =
      cor_snapshot_lookup (source->snapshot, COR_RECORD_VEHICLE, &vehicle->vehicle_id);
  const char *label = record != NULL && record->label[0] != '\0'
                          ? record->label
                          : cor_sheet_source_word (source, COR_WORD_VEHICLE);
  g_autofree char *isolated = cor_sheet_source_isolate (source, label);
  g_autofree char *number = cor_sheet_source_count (source, vehicle->number);

  return cor_word_fill (source->language, COR_WORD_VEHICLE_NUMBER, isolated, number, NULL);
}

static void
add_vehicle (const CorSheetSource *source,
             const CorMovement *movement,
             const CorMovementVehicle *vehicle,
             CorBlock *table)
{
  cor_table_take_cell (table, COR_TEXT_STRONG, dup_name (source, vehicle));
  cor_table_take_cell (table, COR_TEXT_BODY, cor_sheet_source_count (source, vehicle->trip));
  cor_table_take_cell (table, COR_TEXT_STRONG, cor_sheet_source_count (source, vehicle->n_people));
  cor_table_take_cell (table, COR_TEXT_BODY,
                       cor_sheet_source_time (source, movement->depart_utc_s, COR_SHEET_ZONE));
  cor_table_take_cell (table, COR_TEXT_BODY,
                       cor_sheet_source_time (source, movement->arrive_utc_s, COR_SHEET_ZONE));
  cor_table_take_cell (table, COR_TEXT_BODY,
                       cor_sheet_source_time (source, vehicle->ready_utc_s, COR_SHEET_ZONE));
}

/* Says of each kind of vehicle that does not go over the border what happens there, once. */
static void
add_hand_overs (const CorSheetSource *source, GPtrArray *movements, CorDocument *document)
{
  g_autoptr (GHashTable) told = g_hash_table_new (cor_id_hash, cor_id_equal);

  for (guint i = 0; i < movements->len; i++)
    {
      const CorMovement *movement = movements->pdata[i];

      for (guint j = 0; j < movement->vehicles->len; j++)
        {
          const CorId *id = &g_array_index (movement->vehicles, CorMovementVehicle, j).vehicle_id;
          const CorVehicle *vehicle =
              cor_snapshot_lookup (source->snapshot, COR_RECORD_VEHICLE, id);
          g_autofree char *label = NULL;
          g_autofree char *text = NULL;

          if (vehicle == NULL || !vehicle->hands_over || !g_hash_table_add (told, (gpointer) id))
            continue;
          label = cor_sheet_source_isolate (
              source, vehicle->label[0] != '\0' ? vehicle->label
                                                : cor_sheet_source_word (source, COR_WORD_VEHICLE));
          text = cor_word_fill (source->language, COR_WORD_HANDS_OVER, label, NULL);
          cor_document_add_text (document, COR_TEXT_BODY, text);
        }
    }
}

static gboolean
have_cars_behind (GPtrArray *movements)
{
  for (guint i = 0; i < movements->len; i++)
    {
      const CorMovement *movement = movements->pdata[i];

      if (movement->vehicles->len > 0 && movement->n_with_car > 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * cor_vehicle_part_add:
 * @source: a plan
 * @movements: (element-type CorMovement): of the sheet
 * @document: where to add
 *
 * Adds the vehicles that carry these movements; nothing if the plan names none.
 */
void
cor_vehicle_part_add (const CorSheetSource *source, GPtrArray *movements, CorDocument *document)
{
  static const CorWord heads[] = { COR_WORD_VEHICLE, COR_WORD_TRIP,   COR_WORD_PEOPLE,
                                   COR_WORD_DEPART,  COR_WORD_ARRIVE, COR_WORD_FREE_AGAIN };
  static const CorTableColumn columns[] = { { 2.2, COR_ALIGN_START }, { 0.6, COR_ALIGN_END },
                                            { 0.8, COR_ALIGN_END },   { 1.6, COR_ALIGN_START },
                                            { 1.6, COR_ALIGN_START }, { 1.6, COR_ALIGN_START } };
  CorBlock *table;

  if (!have_vehicles (movements))
    return;

  cor_document_add_text (document, COR_TEXT_HEADING,
                         cor_sheet_source_word (source, COR_WORD_VEHICLES));
  table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));
  cor_sheet_source_add_head (source, table, heads, G_N_ELEMENTS (heads));
  for (guint i = 0; i < movements->len; i++)
    {
      const CorMovement *movement = movements->pdata[i];

      for (guint j = 0; j < movement->vehicles->len; j++)
        add_vehicle (source, movement, &g_array_index (movement->vehicles, CorMovementVehicle, j),
                     table);
    }
  add_hand_overs (source, movements, document);
  if (have_cars_behind (movements))
    cor_document_add_text (document, COR_TEXT_BODY,
                           cor_sheet_source_word (source, COR_WORD_CARS_BEHIND));
}
