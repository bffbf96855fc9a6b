/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-place-query.h"

#include <string.h>

#include "cor-place-key.h"

/* Between the parts of a text. */
#define SEPARATORS ",;()[]{}/|\\:\n\r\t"

/* What the words of a segment are made of. All tables hold strict keys. */
typedef struct
{
  const CorPlaceRegions *regions;
  CorPlaceQuery *query;
  gboolean is_address;
} Reader;

static const struct
{
  const char *word;
  const char *code;
} country_words[] = {
  { "ukraine", "UA" },      { "ukraina", "UA" },    { "ukrayina", "UA" },   { "ukrainy", "UA" },
  { "україна", "UA" },      { "україни", "UA" },    { "украина", "UA" },    { "украины", "UA" },
  { "украине", "UA" },      { "אוקראינה", "UA" },   { "אוקריאנה", "UA" },   { "ua", "UA" },
  { "ukr", "UA" },          { "poland", "PL" },     { "polska", "PL" },     { "польща", "PL" },
  { "польша", "PL" },       { "פולינ", "PL" },      { "pl", "PL" },         { "pol", "PL" },
  { "slovakia", "SK" },     { "slovensko", "SK" },  { "словаччина", "SK" }, { "словакия", "SK" },
  { "סלובקיה", "SK" },      { "sk", "SK" },         { "svk", "SK" },        { "hungary", "HU" },
  { "magyarorszag", "HU" }, { "угорщина", "HU" },   { "венгрия", "HU" },    { "הונגריה", "HU" },
  { "hu", "HU" },           { "hun", "HU" },        { "romania", "RO" },    { "румунія", "RO" },
  { "румыния", "RO" },      { "רומניה", "RO" },     { "ro", "RO" },         { "rou", "RO" },
  { "moldova", "MD" },      { "молдова", "MD" },    { "молдавия", "MD" },   { "מולדובה", "MD" },
  { "md", "MD" },           { "mda", "MD" },        { "belarus", "BY" },    { "білорусь", "BY" },
  { "беларусь", "BY" },     { "белоруссия", "BY" }, { "בלארוס", "BY" },     { "בלרוס", "BY" },
  { "by", "BY" },           { "blr", "BY" },        { "russia", "RU" },     { "росія", "RU" },
  { "россия", "RU" },       { "רוסיה", "RU" },      { "ru", "RU" },         { "rus", "RU" },
  { "israel", "IL" },       { "ізраїль", "IL" },    { "израиль", "IL" },    { "ישראל", "IL" },
};

/* Before the name: what kind of place it is. */
static const char *const kind_words[] = {
  "м",   "місто", "місті",  "город",   "гор",        "г",     "с",     "село",   "селі",    "смт",
  "пгт", "сел",   "селище", "поселок", "пос",        "п",     "хутір", "х",      "деревня", "д",
  "дер", "сщ",    "city",   "town",    "village",    "gorod", "selo",  "misto",  "m",       "g",
  "smt", "pgt",   "v",      "עיר",     "העיר",       "כפר",   "עיירה", "העיירה", "הכפר",    "of",
  "the", "in",    "from",   "urban",   "settlement", "c",
};

static const char *const trailing_kind_words[] = {
  "м", "г", "с", "city", "town", "village", "місто", "город", "смт", "пгт", "settlement",
};

static const char *const district_words[] = {
  "район", "районі", "района", "району", "district", "raion", "rayon", "נפת", "נפה",
};

static const char *const street_words[] = {
  "вул",     "вулиця",    "ул",       "улица",    "street",  "st",       "str",
  "avenue",  "ave",       "ave",      "проспект", "просп",   "пр",       "пр т",
  "пров",    "провулок",  "переулок", "пер",      "бульвар", "бул",      "площа",
  "площадь", "пл",        "буд",      "будинок",  "дом",     "кв",       "квартира",
  "apt",     "apartment", "רחוב",     "שדרות",    "vul",     "vulytsia", "vulytsya",
  "ulitsa",  "prospekt",  "house",    "корп",     "road",    "rd",
};

static gboolean
is_among (const char *token, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    if (strcmp (token, words[i]) == 0)
      return TRUE;

  return FALSE;
}

#define IS_AMONG(token, words) is_among (token, words, G_N_ELEMENTS (words))

static const char *
find_country (const char *token)
{
  for (gsize i = 0; i < G_N_ELEMENTS (country_words); i++)
    if (strcmp (token, country_words[i].word) == 0)
      return country_words[i].code;

  return NULL;
}

static char *
join (char **tokens, guint from, guint until)
{
  GString *joined = g_string_new (NULL);

  for (guint i = from; i < until; i++)
    {
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, tokens[i]);
    }

  return g_string_free (joined, FALSE);
}

static gboolean
is_postcode (const char *token)
{
  return strlen (token) >= 4 && strspn (token, "0123456789") == strlen (token);
}

static gboolean
has_letter (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalpha (g_utf8_get_char (c)))
      return TRUE;

  return FALSE;
}

static void
add_unique (GPtrArray *keys, char *key)
{
  if (*key != '\0' && !g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
    g_ptr_array_add (keys, key);
  else
    g_free (key);
}

static void
narrow_regions (CorPlaceQuery *query, const CorRegionSet *set)
{
  if (query->regions.n_regions == 0)
    query->regions = *set;
}

/* "м Київ" without the м, "kyiv city" without the city; both forms are kept, since a village may
 * well be called Село. */
static void
take_name (Reader *reader, char **tokens, guint n_tokens)
{
  GPtrArray *names = reader->query->names;
  guint from = 0;
  guint until = n_tokens;
  g_autofree char *whole = NULL;
  g_autofree char *bare = NULL;

  while (from < until && is_postcode (tokens[from]))
    from++;
  while (until > from && is_postcode (tokens[until - 1]))
    until--;
  whole = join (tokens, from, until);
  if (*whole == '\0')
    return;

  while (from + 1 < until && IS_AMONG (tokens[from], kind_words))
    from++;
  while (from + 1 < until && IS_AMONG (tokens[until - 1], trailing_kind_words))
    until--;
  bare = join (tokens, from, until);
  if (!has_letter (bare))
    return;

  if (names->len > 0 || reader->is_address)
    {
      add_unique (reader->query->nearby, g_steal_pointer (&bare));
      return;
    }
  add_unique (names, g_steal_pointer (&whole));
  add_unique (names, g_strdup (bare));
  /* In, from and to are letters before a Hebrew name. */
  if (g_utf8_strlen (bare, -1) >= 4)
    switch (g_utf8_get_char (bare))
      {
      case 0x05d1:
      case 0x05de:
      case 0x05dc:
        add_unique (names, g_strdup (g_utf8_next_char (bare)));
        break;
      default:
        break;
      }
}

static void read_tokens (Reader *reader, char **tokens, guint n_tokens);

/* Finds the region that a region word belongs to: the longest run of words before it, or, as in
 * Hebrew, after it. What remains on either side is read on its own. */
static void
read_region (Reader *reader, char **tokens, guint n_tokens, guint word)
{
  CorRegionSet set;

  for (guint from = word > 3 ? word - 3 : 0; from < word; from++)
    {
      g_autofree char *text = join (tokens, from, word);

      if (cor_place_regions_find (reader->regions, text, TRUE, &set))
        {
          narrow_regions (reader->query, &set);
          read_tokens (reader, tokens, from);
          read_tokens (reader, tokens + word + 1, n_tokens - word - 1);
          return;
        }
    }
  for (guint until = MIN (n_tokens, word + 4); until > word + 1; until--)
    {
      g_autofree char *text = join (tokens, word + 1, until);

      if (cor_place_regions_find (reader->regions, text, TRUE, &set))
        {
          narrow_regions (reader->query, &set);
          read_tokens (reader, tokens, word);
          read_tokens (reader, tokens + until, n_tokens - until);
          return;
        }
    }
  reader->query->has_unknown_region = TRUE;
  /* Somebody else's region: its own name is one word. */
  if (word > 0)
    read_tokens (reader, tokens, word - 1);
}

static void
read_district (Reader *reader, char **tokens, guint n_tokens, guint word, guint n_words)
{
  if (word > 0 && g_utf8_get_char (tokens[word]) < 0x0590)
    {
      add_unique (reader->query->nearby, g_strdup (tokens[word - 1]));
      read_tokens (reader, tokens, word - 1);
      read_tokens (reader, tokens + word + n_words, n_tokens - word - n_words);
    }
  else if (word + n_words < n_tokens)
    {
      add_unique (reader->query->nearby, join (tokens, word + n_words, n_tokens));
      read_tokens (reader, tokens, word);
    }
  else
    read_tokens (reader, tokens, word);
}

/* Reads the words of one segment; what is recognised is taken out, the rest read again. */
static void
read_tokens (Reader *reader, char **tokens, guint n_tokens)
{
  CorPlaceQuery *query = reader->query;
  CorRegionSet set;
  const char *country;
  g_autofree char *whole = NULL;

  if (n_tokens == 0)
    return;

  country = find_country (tokens[n_tokens - 1]);
  if (country != NULL)
    {
      query->country = query->country == NULL ? country : query->country;
      read_tokens (reader, tokens, n_tokens - 1);
      return;
    }
  country = find_country (tokens[0]);
  if (country != NULL && n_tokens > 1 && strlen (tokens[0]) > 3)
    {
      query->country = query->country == NULL ? country : query->country;
      read_tokens (reader, tokens + 1, n_tokens - 1);
      return;
    }

  for (guint i = 0; i < n_tokens; i++)
    if (IS_AMONG (tokens[i], street_words))
      return;
  for (guint i = 0; i < n_tokens; i++)
    {
      if (cor_place_regions_is_word (tokens[i]) && n_tokens > 1)
        {
          read_region (reader, tokens, n_tokens, i);
          return;
        }
      if (IS_AMONG (tokens[i], district_words) && n_tokens > 1)
        {
          read_district (reader, tokens, n_tokens, i, 1);
          return;
        }
      if (i > 0 && i + 1 < n_tokens && strcmp (tokens[i], "р") == 0 &&
          strcmp (tokens[i + 1], "н") == 0)
        {
          read_district (reader, tokens, n_tokens, i, 2);
          return;
        }
    }

  /* Once the name is known, "Львівська" and even "Львів" say in which region. */
  whole = join (tokens, 0, n_tokens);
  if (query->names->len > 0 && cor_place_regions_find (reader->regions, whole, FALSE, &set))
    {
      narrow_regions (query, &set);
      add_unique (query->nearby, g_steal_pointer (&whole));
      return;
    }
  take_name (reader, tokens, n_tokens);
}

static void
read_text (Reader *reader, const char *text)
{
  g_autofree char *spaced = g_strdup (text);
  g_auto (GStrv) segments = NULL;

  /* A dash with spaces around it separates, a hyphen does not. */
  for (char *c = spaced; *c != '\0'; c++)
    if (c[0] == '-' && c > spaced && c[-1] == ' ' && c[1] == ' ')
      *c = ',';
  segments = g_strsplit_set (spaced, SEPARATORS, -1);

  for (char **segment = segments; *segment != NULL; segment++)
    {
      g_autofree char *key = cor_place_key_strict (*segment);
      g_auto (GStrv) tokens = g_strsplit (key, " ", -1);

      if (*key != '\0')
        read_tokens (reader, tokens, g_strv_length (tokens));
    }
}

static gboolean
overlap (const CorRegionSet *one, const CorRegionSet *other)
{
  for (guint i = 0; i < one->n_regions; i++)
    if (cor_region_set_contains (other, one->regions[i]))
      return TRUE;

  return FALSE;
}

/* A column for the oblast may hold the district too: "Львівська обл., Самбірський р-н". */
static void
read_region_hint (Reader *reader, const char *text)
{
  CorPlaceQuery *query = reader->query;
  g_auto (GStrv) segments = g_strsplit_set (text, SEPARATORS, -1);
  CorRegionSet set;
  gboolean found = FALSE;
  gboolean has_words = FALSE;

  for (char **segment = segments; *segment != NULL; segment++)
    {
      g_autofree char *key = cor_place_key_strict (*segment);
      g_auto (GStrv) tokens = g_strsplit (key, " ", -1);

      if (*key == '\0')
        continue;
      has_words = TRUE;
      if (!found && cor_place_regions_find (reader->regions, key, TRUE, &set))
        {
          query->is_contradictory =
              query->regions.n_regions > 0 && !overlap (&query->regions, &set);
          query->regions = set;
          found = TRUE;
        }
      else
        read_tokens (reader, tokens, g_strv_length (tokens));
    }
  query->has_unknown_region = has_words && !found && query->country == NULL;
}

static void
read_hints (Reader *reader, const CorPlaceHints *hints)
{
  CorPlaceQuery *query = reader->query;

  reader->is_address = TRUE;
  if (hints->region != NULL && *hints->region != '\0')
    read_region_hint (reader, hints->region);
  if (hints->country != NULL && *hints->country != '\0')
    {
      g_autofree char *key = cor_place_key_strict (hints->country);

      if (find_country (key) != NULL)
        query->country = find_country (key);
    }
  if (hints->address != NULL && *hints->address != '\0')
    read_text (reader, hints->address);
}

/**
 * cor_place_query_new:
 * @regions: the regions
 * @text: (nullable): what a list gives as the place, with any qualifiers
 * @hints: (nullable): what else it gives
 *
 * Takes a text apart: the name, the region, the district, the country.
 *
 * Returns: (transfer full): what it says
 */
CorPlaceQuery *
cor_place_query_new (const CorPlaceRegions *regions, const char *text, const CorPlaceHints *hints)
{
  CorPlaceQuery *self = g_new0 (CorPlaceQuery, 1);
  Reader reader = { regions, self, FALSE };

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->nearby = g_ptr_array_new_with_free_func (g_free);
  if (text != NULL)
    read_text (&reader, text);
  if (hints != NULL)
    read_hints (&reader, hints);

  return self;
}

/**
 * cor_place_query_free:
 * @self: (transfer full) (nullable): a query
 *
 * Frees @self.
 */
void
cor_place_query_free (CorPlaceQuery *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->nearby);
  g_free (self);
}
