/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network-private.h"

#include <string.h>

#include "cor-error.h"

/* What each section must look like, and where its pointer goes. */
static const struct
{
  CorSectionId id;
  guint32 element_size;
  gboolean is_required;
  gsize pointer_offset;
} section_kinds[] = {
  { COR_SECTION_ORIGIN, sizeof (CorNetworkOrigin), TRUE, offsetof (CorNetwork, origin) },
  { COR_SECTION_STRINGS, 1, TRUE, offsetof (CorNetwork, strings) },
  { COR_SECTION_NODE_POINT, sizeof (CorNetworkPoint), TRUE, offsetof (CorNetwork, node_point) },
  { COR_SECTION_NODE_FLAGS, 1, TRUE, offsetof (CorNetwork, node_flags) },
  { COR_SECTION_FIRST_OUT, 4, TRUE, offsetof (CorNetwork, first_out) },
  { COR_SECTION_ARC_TAIL, 4, TRUE, offsetof (CorNetwork, arc_tail) },
  { COR_SECTION_ARC_HEAD, 4, TRUE, offsetof (CorNetwork, arc_head) },
  { COR_SECTION_ARC_LEG, 4, TRUE, offsetof (CorNetwork, arc_leg) },
  { COR_SECTION_ARC_CAR_MS, 4, TRUE, offsetof (CorNetwork, arc_time_ms[COR_ROAD_VEHICLE_CAR]) },
  { COR_SECTION_ARC_COACH_MS, 4, TRUE, offsetof (CorNetwork, arc_time_ms[COR_ROAD_VEHICLE_COACH]) },
  { COR_SECTION_FIRST_IN, 4, TRUE, offsetof (CorNetwork, first_in) },
  { COR_SECTION_IN_ARC, 4, TRUE, offsetof (CorNetwork, in_arc) },
  { COR_SECTION_LEG, sizeof (CorNetworkLeg), TRUE, offsetof (CorNetwork, leg) },
  { COR_SECTION_FIRST_POINT, 4, TRUE, offsetof (CorNetwork, first_point) },
  { COR_SECTION_POINT, sizeof (CorNetworkPoint), TRUE, offsetof (CorNetwork, point) },
  { COR_SECTION_ROAD, sizeof (CorNetworkRoad), TRUE, offsetof (CorNetwork, road) },
  { COR_SECTION_PLACE, sizeof (CorNetworkPlace), TRUE, offsetof (CorNetwork, place) },
  { COR_SECTION_GRID, sizeof (CorNetworkGrid), TRUE, offsetof (CorNetwork, grid) },
  { COR_SECTION_GRID_FIRST, 4, TRUE, offsetof (CorNetwork, grid_first) },
  { COR_SECTION_GRID_LEG, 4, TRUE, offsetof (CorNetwork, grid_leg) },
  { COR_SECTION_LEG_WAY, 8, FALSE, offsetof (CorNetwork, leg_way) },
  { COR_SECTION_NODE_OSM, 8, FALSE, offsetof (CorNetwork, node_osm) },
  { COR_SECTION_LEG_BY_WAY, 4, FALSE, offsetof (CorNetwork, leg_by_way) },
  { COR_SECTION_HOURS, sizeof (CorNetworkHours), FALSE, offsetof (CorNetwork, hours) },
  { COR_SECTION_WINDOW, sizeof (CorWeekWindow), FALSE, offsetof (CorNetwork, window) },
  { COR_SECTION_COUNT, 4, FALSE, offsetof (CorNetwork, count) },
  { COR_SECTION_CCH_PARENT, 4, FALSE, offsetof (CorNetwork, cch_parent) },
  { COR_SECTION_CCH_FIRST_UP, 4, FALSE, offsetof (CorNetwork, cch_first_up) },
  { COR_SECTION_CCH_UP_HEAD, 4, FALSE, offsetof (CorNetwork, cch_up_head) },
  { COR_SECTION_COPY, sizeof (CorNetworkCopy), FALSE, offsetof (CorNetwork, copy) },
  { COR_SECTION_COPY_OF, sizeof (CorNetworkCopy), FALSE, offsetof (CorNetwork, copy_of) },
  { COR_SECTION_CCH_FIRST_DOWN, 4, FALSE, offsetof (CorNetwork, cch_first_down) },
  { COR_SECTION_CCH_DOWN, sizeof (CorNetworkDown), FALSE, offsetof (CorNetwork, cch_down) },
};

typedef struct
{
  const char *name;
  gsize count[COR_N_SECTIONS];
} Reading;

static gboolean G_GNUC_PRINTF (3, 4)
    refuse (const Reading *reading, GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
               "%s: the road network is damaged (%s); make or copy it again", reading->name,
               reason);

  return FALSE;
}

static gboolean
check_header (const Reading *reading, const guint8 *bytes, gsize n_bytes, GError **error)
{
  CorNetworkHeader header;
  guint8 digest[32];

  if (n_bytes < sizeof header || memcmp (bytes, COR_NETWORK_MAGIC, sizeof header.magic) != 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_FOREIGN, "%s: this is no road network",
                   reading->name);
      return FALSE;
    }
  memcpy (&header, bytes, sizeof header);
  if (header.version != COR_NETWORK_VERSION)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NEWER,
                   "%s: road network of version %u, this program reads version %u; import it again",
                   reading->name, header.version, COR_NETWORK_VERSION);
      return FALSE;
    }
  if (header.n_bytes != n_bytes)
    return refuse (reading, error, "it has %" G_GSIZE_FORMAT " bytes, but says %" G_GUINT64_FORMAT,
                   n_bytes, header.n_bytes);
  if (header.n_sections > COR_NETWORK_MAX_SECTIONS ||
      sizeof header + header.n_sections * sizeof (CorNetworkSection) > n_bytes)
    return refuse (reading, error, "its table is cut off");

  cor_network_format_checksum ((const CorNetworkSection *) (bytes + sizeof header),
                               header.n_sections, digest);
  if (memcmp (digest, header.checksum, sizeof digest) != 0)
    return refuse (reading, error, "its table does not match its checksum");

  return TRUE;
}

static gboolean
section_fits (const CorNetworkSection *section, gsize n_bytes)
{
  return section->offset % COR_NETWORK_ALIGNMENT == 0 && section->offset <= n_bytes &&
         section->element_size > 0 &&
         section->count <= (n_bytes - section->offset) / section->element_size;
}

static gboolean
take_section (CorNetwork *self,
              Reading *reading,
              const guint8 *bytes,
              const CorNetworkSection *section,
              GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (section_kinds); i++)
    {
      gconstpointer *pointer = G_STRUCT_MEMBER_P (self, section_kinds[i].pointer_offset);

      if (section_kinds[i].id != section->id)
        continue;
      if (section_kinds[i].element_size != section->element_size || *pointer != NULL)
        return refuse (reading, error, "section %u is not as it should be", section->id);
      *pointer = bytes + section->offset;
      reading->count[section->id] = section->count;
      return TRUE;
    }

  return refuse (reading, error, "unknown section %u", section->id);
}

static gboolean
take_sections (CorNetwork *self, Reading *reading, GError **error)
{
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (self->bytes, &n_bytes);
  const CorNetworkHeader *header = (const CorNetworkHeader *) bytes;
  const CorNetworkSection *table = (const CorNetworkSection *) (bytes + sizeof *header);

  for (guint i = 0; i < header->n_sections; i++)
    {
      if (!section_fits (&table[i], n_bytes))
        return refuse (reading, error, "section %u is cut off", table[i].id);
      if (!take_section (self, reading, bytes, &table[i], error))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (section_kinds); i++)
    {
      gconstpointer *pointer = G_STRUCT_MEMBER_P (self, section_kinds[i].pointer_offset);

      if (section_kinds[i].is_required && *pointer == NULL)
        return refuse (reading, error, "section %u is missing", section_kinds[i].id);
    }

  return TRUE;
}

static gboolean
take_counts (CorNetwork *self, Reading *reading, GError **error)
{
  const gsize *count = reading->count;
  gsize n_nodes = count[COR_SECTION_NODE_POINT];
  gsize n_arcs = count[COR_SECTION_ARC_HEAD];
  gsize n_legs = count[COR_SECTION_LEG];
  gboolean agree;

  for (guint i = 0; i < COR_N_SECTIONS; i++)
    {
      if (count[i] >= G_MAXUINT32 && i != COR_SECTION_STRINGS)
        return refuse (reading, error, "it is larger than any network can be");
    }
  if (n_nodes >= COR_TRAVEL_UNREACHABLE || n_arcs >= COR_TRAVEL_UNREACHABLE ||
      n_legs >= COR_TRAVEL_UNREACHABLE / 2 || count[COR_SECTION_POINT] >= G_MAXUINT32)
    return refuse (reading, error, "it is larger than any network can be");

  agree = count[COR_SECTION_ORIGIN] == 1 && count[COR_SECTION_GRID] == 1 &&
          count[COR_SECTION_NODE_FLAGS] == n_nodes && count[COR_SECTION_FIRST_OUT] == n_nodes + 1 &&
          count[COR_SECTION_FIRST_IN] == n_nodes + 1 && count[COR_SECTION_ARC_TAIL] == n_arcs &&
          count[COR_SECTION_ARC_LEG] == n_arcs && count[COR_SECTION_ARC_CAR_MS] == n_arcs &&
          count[COR_SECTION_ARC_COACH_MS] == n_arcs && count[COR_SECTION_IN_ARC] == n_arcs &&
          count[COR_SECTION_FIRST_POINT] == n_legs + 1 &&
          (self->leg_way == NULL || count[COR_SECTION_LEG_WAY] == n_legs) &&
          (self->leg_by_way == NULL ||
           (self->leg_way != NULL && count[COR_SECTION_LEG_BY_WAY] == n_legs)) &&
          (self->node_osm == NULL || count[COR_SECTION_NODE_OSM] == n_nodes) &&
          (self->cch_parent == NULL || count[COR_SECTION_CCH_PARENT] == n_nodes) &&
          (self->cch_first_up == NULL || count[COR_SECTION_CCH_FIRST_UP] == n_nodes + 1) &&
          (self->cch_first_down == NULL || count[COR_SECTION_CCH_FIRST_DOWN] == n_nodes + 1);
  if (!agree)
    return refuse (reading, error, "its sections do not belong together");

  self->n_nodes = n_nodes;
  self->n_arcs = n_arcs;
  self->n_legs = n_legs;
  self->n_points = count[COR_SECTION_POINT];
  self->n_roads = count[COR_SECTION_ROAD];
  self->n_places = count[COR_SECTION_PLACE];
  self->n_strings = count[COR_SECTION_STRINGS];
  self->n_grid_legs = count[COR_SECTION_GRID_LEG];
  self->n_up_arcs = count[COR_SECTION_CCH_UP_HEAD];
  self->n_copies = count[COR_SECTION_COPY];
  self->n_hours = count[COR_SECTION_HOURS];
  self->n_windows = count[COR_SECTION_WINDOW];
  self->n_counts = count[COR_SECTION_COUNT];
  if (count[COR_SECTION_COPY_OF] != self->n_copies)
    return refuse (reading, error, "its turns do not belong together");
  if (count[COR_SECTION_CCH_DOWN] != self->n_up_arcs)
    return refuse (reading, error, "its hierarchy does not belong together");

  return TRUE;
}

static gboolean
offsets_are_sound (const guint32 *first, gsize n, gsize total)
{
  gboolean sound = first[0] == 0 && first[n] == total;

  for (gsize i = 0; i < n; i++)
    sound &= first[i] <= first[i + 1];

  return sound;
}

static gboolean
all_below (const guint32 *values, gsize n, guint32 bound)
{
  gboolean below = TRUE;

  for (gsize i = 0; i < n; i++)
    below &= values[i] < bound;

  return below;
}

static gboolean
legs_are_sound (const CorNetwork *self)
{
  gboolean sound = TRUE;

  for (guint32 i = 0; i < self->n_legs; i++)
    {
      const CorNetworkLeg *leg = &self->leg[i];

      sound &= leg->from_node < self->n_nodes && leg->to_node < self->n_nodes &&
               leg->length_m < COR_TRAVEL_UNREACHABLE &&
               (leg->road < self->n_roads || leg->road == COR_ROAD_NONE) &&
               leg->road_class < COR_N_ROAD_CLASSES;
    }

  return sound;
}

/* No copy is copied, none comes twice, and no junction has too many. */
static gboolean
copies_are_sound (const CorNetwork *self)
{
  guint n_of_node = 0;

  for (guint32 i = 0; i < self->n_copies; i++)
    {
      CorNetworkCopy copy = self->copy[i];
      CorNetworkCopy of = self->copy_of[i];

      if (copy.copy >= self->n_nodes || copy.node >= self->n_nodes || of.copy >= self->n_nodes ||
          of.node >= self->n_nodes || (i > 0 && copy.copy <= self->copy[i - 1].copy) ||
          (i > 0 && of.node < self->copy_of[i - 1].node) ||
          cor_network_base_node (self, copy.node) != copy.node ||
          cor_network_base_node (self, of.copy) != of.node)
        return FALSE;
      n_of_node = i > 0 && of.node == self->copy_of[i - 1].node ? n_of_node + 1 : 1;
      if (n_of_node > COR_NETWORK_MAX_COPIES)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_end (const CorNetwork *self, guint32 node, guint32 end)
{
  return node == end || (self->n_copies > 0 && cor_network_base_node (self, node) == end);
}

static gboolean
arcs_are_sound (const CorNetwork *self)
{
  gboolean sound = TRUE;

  for (guint32 i = 0; i < self->n_arcs; i++)
    {
      const CorNetworkLeg *leg;

      if (self->arc_leg[i] >> 1 >= self->n_legs)
        return FALSE;
      leg = &self->leg[self->arc_leg[i] >> 1];
      sound &=
          is_end (self, self->arc_tail[i], self->arc_leg[i] & 1 ? leg->to_node : leg->from_node) &&
          is_end (self, self->arc_head[i], self->arc_leg[i] & 1 ? leg->from_node : leg->to_node);
    }
  for (guint32 node = 0; node < self->n_nodes; node++)
    {
      for (guint32 i = self->first_out[node]; i < self->first_out[node + 1]; i++)
        sound &= self->arc_tail[i] == node;
      for (guint32 i = self->first_in[node]; i < self->first_in[node + 1]; i++)
        sound &= self->in_arc[i] < self->n_arcs && self->arc_head[self->in_arc[i]] == node;
    }

  return sound;
}

static gboolean
hours_are_sound (const CorNetwork *self)
{
  for (guint32 i = 0; i < self->n_windows; i++)
    {
      const CorWeekWindow *window = &self->window[i];

      if (window->from_min >= window->until_min || window->until_min > COR_MINUTES_PER_WEEK ||
          window->kind >= COR_N_WEEK_KINDS)
        return FALSE;
    }
  for (guint32 i = 0; i < self->n_hours; i++)
    {
      const CorNetworkHours *hours = &self->hours[i];

      if (hours->arc >= self->n_arcs || (i > 0 && hours->arc <= self->hours[i - 1].arc))
        return FALSE;
      for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
        {
          if (hours->n_windows[j] > self->n_windows ||
              hours->first_window[j] > self->n_windows - hours->n_windows[j])
            return FALSE;
        }
    }

  return TRUE;
}

/* Legs are listed once each, by their ways. */
static gboolean
ways_are_sound (const CorNetwork *self)
{
  for (guint32 i = 0; self->leg_by_way != NULL && i < self->n_legs; i++)
    {
      guint32 leg = self->leg_by_way[i];
      guint32 before = i > 0 ? self->leg_by_way[i - 1] : 0;

      if (leg >= self->n_legs ||
          (i > 0 && (self->leg_way[before] > self->leg_way[leg] ||
                     (self->leg_way[before] == self->leg_way[leg] && before >= leg))))
        return FALSE;
    }

  return TRUE;
}

static gboolean
texts_are_sound (const CorNetwork *self)
{
  gsize n = self->n_strings;
  gboolean sound = n > 0 && self->strings[0] == '\0' && self->strings[n - 1] == '\0' &&
                   self->origin->source < n && self->origin->attribution < n;

  for (guint32 i = 0; i < self->n_roads; i++)
    sound &= self->road[i].number < n && self->road[i].name_uk < n && self->road[i].name_en < n &&
             self->road[i].name_he < n;
  for (guint32 i = 0; i < self->n_places; i++)
    {
      const CorNetworkPlace *place = &self->place[i];

      sound &= place->node < self->n_nodes && place->key < n && place->crossing < n &&
               place->name_uk < n && place->name_en < n && place->name_he < n &&
               (i == 0 || place->node > self->place[i - 1].node);
    }

  return sound;
}

static gboolean
grid_is_sound (const CorNetwork *self, gsize n_grid_first)
{
  const CorNetworkGrid *grid = self->grid;
  guint64 n_cells = (guint64) grid->n_rows * grid->n_columns;

  return grid->cell_lat_e7 > 0 && grid->cell_lon_e7 > 0 && n_cells > 0 &&
         n_cells + 1 == n_grid_first &&
         offsets_are_sound (self->grid_first, n_cells, self->n_grid_legs) &&
         all_below (self->grid_leg, self->n_grid_legs, self->n_legs);
}

/* Every upward arc leads to a lower number, the nearest first: that one is the parent. */
static gboolean
upward_arcs_are_sound (const CorNetwork *self)
{
  gboolean sound = TRUE;

  for (guint32 node = 0; node < self->n_nodes; node++)
    {
      guint32 before = node;
      guint32 begin = self->cch_first_up[node];
      guint32 end = self->cch_first_up[node + 1];

      for (guint32 i = begin; i < end; i++)
        {
          sound &= self->cch_up_head[i] < before;
          before = self->cch_up_head[i];
        }
      sound &= self->cch_parent[node] == (begin < end ? self->cch_up_head[begin] : COR_ROAD_NONE);
    }

  return sound;
}

/* What is above a node is above or at its parent: only then may one list be walked beside another.
 */
static gboolean
triangles_are_sound (const CorNetwork *self)
{
  for (guint32 node = 0; node < self->n_nodes; node++)
    {
      guint32 begin = self->cch_first_up[node];
      guint32 end = self->cch_first_up[node + 1];
      guint32 i = begin < end ? self->cch_first_up[self->cch_parent[node]] : 0;
      guint32 last = begin < end ? self->cch_first_up[self->cch_parent[node] + 1] : 0;

      for (guint32 j = begin + 1; j < end; j++, i++)
        {
          while (i < last && self->cch_up_head[i] != self->cch_up_head[j])
            i++;
          if (i == last)
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
downward_arcs_are_sound (const CorNetwork *self)
{
  gboolean sound = TRUE;

  for (guint32 node = 0; node < self->n_nodes; node++)
    {
      for (guint32 i = self->cch_first_down[node]; i < self->cch_first_down[node + 1]; i++)
        {
          CorNetworkDown down = self->cch_down[i];

          if (down.tail >= self->n_nodes || down.up >= self->n_up_arcs)
            return FALSE;
          sound &= self->cch_up_head[down.up] == node && self->cch_first_up[down.tail] <= down.up &&
                   down.up < self->cch_first_up[down.tail + 1];
        }
    }

  return sound;
}

static gboolean
arcs_are_in_hierarchy (const CorNetwork *self)
{
  for (guint32 arc = 0; arc < self->n_arcs; arc++)
    {
      guint32 low = MAX (self->arc_tail[arc], self->arc_head[arc]);
      guint32 high = MIN (self->arc_tail[arc], self->arc_head[arc]);

      if (low != high && cor_network_find_up (self, low, high) == COR_ROAD_NONE)
        return FALSE;
    }

  return TRUE;
}

static gboolean
hierarchy_is_sound (const CorNetwork *self)
{
  guint n_there = (self->cch_parent != NULL) + (self->cch_first_up != NULL) +
                  (self->cch_up_head != NULL) + (self->cch_first_down != NULL) +
                  (self->cch_down != NULL);

  if (n_there == 0)
    return TRUE;

  return n_there == 5 && offsets_are_sound (self->cch_first_up, self->n_nodes, self->n_up_arcs) &&
         offsets_are_sound (self->cch_first_down, self->n_nodes, self->n_up_arcs) &&
         upward_arcs_are_sound (self) && triangles_are_sound (self) &&
         downward_arcs_are_sound (self) && arcs_are_in_hierarchy (self);
}

static gboolean
check_contents (const CorNetwork *self, const Reading *reading, GError **error)
{
  if (!offsets_are_sound (self->first_out, self->n_nodes, self->n_arcs) ||
      !offsets_are_sound (self->first_in, self->n_nodes, self->n_arcs) ||
      !offsets_are_sound (self->first_point, self->n_legs, self->n_points))
    return refuse (reading, error, "its offsets are out of order");
  if (!copies_are_sound (self) || !legs_are_sound (self) || !arcs_are_sound (self))
    return refuse (reading, error, "its roads lead nowhere");
  if (!hours_are_sound (self))
    return refuse (reading, error, "its hours are unusable");
  if (!ways_are_sound (self))
    return refuse (reading, error, "its ways are out of order");
  if (!texts_are_sound (self))
    return refuse (reading, error, "its names are unreadable");
  if (!grid_is_sound (self, reading->count[COR_SECTION_GRID_FIRST]))
    return refuse (reading, error, "its grid is unusable");
  if (!hierarchy_is_sound (self))
    return refuse (reading, error, "its hierarchy is unusable");

  return TRUE;
}

static void
take_header (CorNetwork *self)
{
  const CorNetworkHeader *header = g_bytes_get_data (self->bytes, NULL);
  CorPosition south_west = cor_network_point_to_position (self->origin->south_west);
  CorPosition north_east = cor_network_point_to_position (self->origin->north_east);

  for (guint i = 0; i < sizeof header->checksum; i++)
    g_snprintf (self->checksum + 2 * i, 3, "%02x", header->checksum[i]);
  self->bounds =
      (CorBounds){ south_west.lat_deg, south_west.lon_deg, north_east.lat_deg, north_east.lon_deg };
  self->n_mainland_nodes = self->origin->n_mainland_nodes;
}

/* Reads every byte: whether each section is what the table says. */
static gboolean
check_bytes (const CorNetwork *self, const Reading *reading, GError **error)
{
  const guint8 *bytes = g_bytes_get_data (self->bytes, NULL);
  const CorNetworkHeader *header = (const CorNetworkHeader *) bytes;
  const CorNetworkSection *table = (const CorNetworkSection *) (bytes + sizeof *header);

  for (guint i = 0; i < header->n_sections; i++)
    {
      if (cor_network_format_check (bytes + table[i].offset,
                                    table[i].count * table[i].element_size) != table[i].check)
        return refuse (reading, error, "section %u does not match its checksum", table[i].id);
    }

  return TRUE;
}

/**
 * cor_network_read:
 * @bytes: a network file
 * @name: what it is called, for the error's text
 * @is_checked: whether it was checked before, so that it need not be again
 * @error: (nullable): set when it is none or damaged
 *
 * Returns: (transfer full) (nullable): the network
 */
CorNetwork *
cor_network_read (GBytes *bytes, const char *name, gboolean is_checked, GError **error)
{
  g_autoptr (CorNetwork) self = NULL;
  Reading reading = { .name = name };
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  self = g_new0 (CorNetwork, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->bytes = g_bytes_ref (bytes);
  if (!check_header (&reading, data, n_bytes, error) || !take_sections (self, &reading, error) ||
      !take_counts (self, &reading, error))
    return NULL;
  if (!is_checked &&
      (!check_bytes (self, &reading, error) || !check_contents (self, &reading, error)))
    return NULL;
  take_header (self);

  return g_steal_pointer (&self);
}

/**
 * cor_network_new_from_bytes:
 * @bytes: a network as cor_network_builder_finish () made it, or as it lies in its file
 * @name: what to call it in an error, such as its path
 * @error: set when it is foreign, of another version, or damaged
 *
 * Makes a network of its bytes, which are used as they lie.
 *
 * Returns: (transfer full) (nullable): the network
 */
CorNetwork *
cor_network_new_from_bytes (GBytes *bytes, const char *name, GError **error)
{
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  g_return_val_if_fail ((gsize) g_bytes_get_data (bytes, NULL) % 8 == 0, NULL);

  return cor_network_read (bytes, name, FALSE, error);
}
