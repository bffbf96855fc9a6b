/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-name-key.h"

#include <string.h>

#include "cor-clean.h"
#include "cor-columns.h"

static const char titles[] =
    "|mr|mrs|ms|miss|dr|prof|rabbi|sir|rev|fr|jr|sr|the|family|and|"
    "מר|גב|גברת|דר|הרב|פרופ|משפחת|רב|"
    "пан|пані|др|проф|рабин|г жа|госпожа|господин|пані|сімя|родина|та|и|і|";

typedef enum
{
  TOKENS_DIFFERENT,
  TOKENS_CLOSE,
  TOKENS_SAME,
} TokenLikeness;

static gboolean
ends_like_patronymic (const CorNameToken *token)
{
  static const char *const endings[] = {
    "ovic", "ovC",  "oviC",  "eviC", "ieviC",  "ivna", "iivna",
    "ovna", "evna", "ievna", "iviC", "iniCna", "iliC", "kmiC"
  };

  if (token->is_hebrew || strlen (token->sound) < 6)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (token->sound, endings[i]))
      return TRUE;

  return FALSE;
}

static void
add_words (CorNameKey *key, const char *text, CorNameRole role)
{
  g_autofree char *folded = text != NULL ? cor_heading_fold (text) : NULL;
  g_auto (GStrv) words = folded != NULL ? g_strsplit (folded, " ", -1) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL && key->n_tokens < COR_NAME_MAX_TOKENS; i++)
    {
      CorNameToken *token = &key->tokens[key->n_tokens];

      if (words[i][0] == '\0' || cor_word_list_contains (titles, words[i]))
        continue;
      memset (token, 0, sizeof *token);
      cor_name_sound (words[i], token->sound, &token->is_hebrew);
      if (token->sound[0] == '\0')
        continue;
      cor_name_stem (token->sound, token->is_hebrew, token->stem);
      token->role = role;
      token->given = cor_given_name_find (token->sound, token->is_hebrew);
      token->is_patronymic = role != COR_NAME_ROLE_FAMILY && ends_like_patronymic (token);
      key->n_tokens++;
    }
}

/* A patronymic stands behind the given name: third behind family and given name, or second before
 * the family name. What else ends like one (Rabinovich) is a family name. */
static void
settle_patronymic (CorNameKey *key)
{
  guint place = key->n_tokens;

  if (key->n_tokens >= 3)
    for (guint i = 1; i < key->n_tokens; i++)
      if (key->tokens[i].is_patronymic &&
          (place == key->n_tokens || key->tokens[place - 1].given == 0))
        place = i;
  /* "Anna Maria Rabinovich" */
  if (place + 1 == key->n_tokens && key->tokens[0].role == COR_NAME_ROLE_UNKNOWN &&
      key->tokens[0].given != 0 && key->tokens[place - 1].given != 0)
    place = key->n_tokens;

  for (guint i = 0; i < key->n_tokens; i++)
    key->tokens[i].is_patronymic = i == place;
}

/* Lists number people whose names they do not know. FNV-1a over the digits, runs parted from each
 * other. */
static guint32
hash_digits (guint32 hash, const char *name)
{
  gboolean in_run = FALSE;

  for (const char *c = name; c != NULL && *c != '\0'; c++)
    {
      gboolean is_digit = g_ascii_isdigit (*c);

      if (is_digit && !in_run)
        hash = hash == 0 ? 2166136261u : hash * 16777619u;
      if (is_digit)
        hash = (hash ^ (guint32) *c) * 16777619u;
      in_run = is_digit;
    }

  return hash;
}

/**
 * cor_name_key_init:
 * @key: (out caller-allocates): the comparable name
 * @family_name: (nullable): as received
 * @given_name: (nullable): as received
 * @full_name: (nullable): as received; only used where the parts are not known
 *
 * Makes a name comparable.
 */
void
cor_name_key_init (CorNameKey *key,
                   const char *family_name,
                   const char *given_name,
                   const char *full_name)
{
  key->n_tokens = 0;
  key->digits = 0;
  if (family_name != NULL || given_name != NULL)
    {
      add_words (key, family_name, COR_NAME_ROLE_FAMILY);
      add_words (key, given_name, COR_NAME_ROLE_GIVEN);
      key->digits = hash_digits (hash_digits (0, family_name), given_name);
    }
  else
    {
      add_words (key, full_name, COR_NAME_ROLE_UNKNOWN);
      key->digits = hash_digits (0, full_name);
    }

  settle_patronymic (key);
}

static TokenLikeness
judge_distance (guint distance, guint length, gboolean crosses_scripts)
{
  guint same_limit = crosses_scripts ? MAX (45, 10 * length) : MAX (35, 95 * length / 10);

  if (distance <= same_limit)
    return TOKENS_SAME;

  return length >= 4 && distance <= 100 + (length > 6 ? (length - 6) * 12 : 0) ? TOKENS_CLOSE
                                                                               : TOKENS_DIFFERENT;
}

static guint
count_letters (const CorNameToken *a, const CorNameToken *b, gboolean of_stems)
{
  gsize n_a = strlen (of_stems ? a->stem : a->sound);
  gsize n_b = strlen (of_stems ? b->stem : b->sound);

  /* Sounds tell more than Hebrew letters, which lack the vowels. */
  if (a->is_hebrew != b->is_hebrew)
    return (guint) (a->is_hebrew ? n_b : n_a);

  return (guint) MAX (n_a, n_b);
}

/* So different in length that no spelling explains it. */
static gboolean
is_hopeless (const CorNameToken *a, const CorNameToken *b)
{
  gssize difference = (gssize) strlen (a->sound) - (gssize) strlen (b->sound);

  return a->is_hebrew == b->is_hebrew && ABS (difference) > 5;
}

static TokenLikeness
compare_sounds (const CorNameToken *a, const CorNameToken *b, gboolean of_stems)
{
  guint distance = of_stems
                       ? cor_name_sound_distance (a->stem, a->is_hebrew, b->stem, b->is_hebrew)
                       : cor_name_sound_distance (a->sound, a->is_hebrew, b->sound, b->is_hebrew);

  return judge_distance (distance, count_letters (a, b, of_stems), a->is_hebrew != b->is_hebrew);
}

/* Endings that no given name has. */
static gboolean
ends_like_family (const CorNameToken *token)
{
  static const char *const endings[] = { "ski", "skii", "ska", "skaia", "cki", "cka", "ckaia",
                                         "ova", "ov",   "eva", "ev",    "iev", "ieva" };

  if (token->is_hebrew)
    return g_str_has_suffix (token->sound, "sqy") || g_str_has_suffix (token->sound, "sqyh") ||
           g_str_has_suffix (token->sound, "sqh") || g_str_has_suffix (token->sound, "wb") ||
           g_str_has_suffix (token->sound, "wbh");
  if (strlen (token->sound) < 5)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (token->sound, endings[i]))
      return TRUE;

  return FALSE;
}

static gboolean
may_drop_gender (const CorNameToken *a, const CorNameToken *b)
{
  if (a->role == COR_NAME_ROLE_GIVEN || b->role == COR_NAME_ROLE_GIVEN)
    return FALSE;
  if (a->role == COR_NAME_ROLE_FAMILY || b->role == COR_NAME_ROLE_FAMILY)
    return TRUE;

  return ends_like_family (a) && ends_like_family (b);
}

static TokenLikeness
compare_tokens (const CorNameToken *a, const CorNameToken *b)
{
  gboolean family = a->role == COR_NAME_ROLE_FAMILY || b->role == COR_NAME_ROLE_FAMILY;
  TokenLikeness likeness;

  if (a->sound[1] == '\0' || b->sound[1] == '\0')
    return a->is_hebrew == b->is_hebrew && a->sound[0] == b->sound[0] ? TOKENS_CLOSE
                                                                      : TOKENS_DIFFERENT;
  if (a->is_hebrew == b->is_hebrew && strcmp (a->sound, b->sound) == 0)
    return TOKENS_SAME;
  if (a->given != 0 && a->given == b->given)
    return TOKENS_SAME;
  if (a->given != 0 && b->given != 0 && !family)
    return TOKENS_DIFFERENT;

  if (is_hopeless (a, b))
    return TOKENS_DIFFERENT;
  likeness = compare_sounds (a, b, FALSE);
  if (likeness != TOKENS_SAME && may_drop_gender (a, b))
    likeness = MAX (likeness, compare_sounds (a, b, TRUE));

  /* A known name and one that is nearly so are more likely two names than a slip. */
  if (likeness == TOKENS_CLOSE && !family && (a->given != 0 || b->given != 0) &&
      MIN (strlen (a->sound), strlen (b->sound)) < 5)
    return TOKENS_DIFFERENT;

  return likeness;
}

typedef struct
{
  const CorNameToken *few[COR_NAME_MAX_TOKENS];
  const CorNameToken *many[COR_NAME_MAX_TOKENS];
  guint n_few;
  guint n_many;
  TokenLikeness likeness[COR_NAME_MAX_TOKENS][COR_NAME_MAX_TOKENS];
} Comparison;

static guint
collect (const CorNameKey *key, gboolean patronymics, const CorNameToken **tokens)
{
  guint n = 0;

  for (guint i = 0; i < key->n_tokens; i++)
    if (patronymics || !key->tokens[i].is_patronymic)
      tokens[n++] = &key->tokens[i];

  return n;
}

/* The best worst likeness over all ways to give each of the few words a word of its own. */
static TokenLikeness
assign (const Comparison *comparison, guint index, guint used)
{
  TokenLikeness best = TOKENS_DIFFERENT;

  if (index == comparison->n_few)
    return TOKENS_SAME;
  for (guint j = 0; j < comparison->n_many && best != TOKENS_SAME; j++)
    {
      TokenLikeness here = comparison->likeness[index][j];

      if ((used & 1u << j) != 0 || here <= best)
        continue;
      here = MIN (here, assign (comparison, index + 1, used | 1u << j));
      best = MAX (best, here);
    }

  return best;
}

static const CorNameToken *
find_patronymic (const CorNameKey *key)
{
  for (guint i = 0; i < key->n_tokens; i++)
    if (key->tokens[i].is_patronymic)
      return &key->tokens[i];

  return NULL;
}

static gboolean
patronymics_differ (const CorNameKey *a, const CorNameKey *b)
{
  const CorNameToken *left = find_patronymic (a);
  const CorNameToken *right = find_patronymic (b);

  return left != NULL && right != NULL && compare_sounds (left, right, FALSE) == TOKENS_DIFFERENT;
}

/* Patronymics stay out as long as two words are left without them. */
static void
set_up (Comparison *comparison, const CorNameKey *a, const CorNameKey *b)
{
  const CorNameKey *few = a, *many = b;
  gboolean with_patronymics;

  if (collect (a, FALSE, comparison->few) > collect (b, FALSE, comparison->few))
    {
      few = b;
      many = a;
    }
  with_patronymics = collect (few, FALSE, comparison->few) < 2;
  comparison->n_few = collect (few, with_patronymics, comparison->few);
  comparison->n_many = collect (many, with_patronymics, comparison->many);
  for (guint i = 0; i < comparison->n_few; i++)
    for (guint j = 0; j < comparison->n_many; j++)
      comparison->likeness[i][j] = compare_tokens (comparison->few[i], comparison->many[j]);
}

/* Brothers and sisters share the family name; only the given one tells them apart. */
static gboolean
given_agrees (const Comparison *comparison)
{
  for (guint i = 0; i < comparison->n_few; i++)
    for (guint j = 0; j < comparison->n_many; j++)
      {
        const CorNameToken *left = comparison->few[i], *right = comparison->many[j];

        if (comparison->likeness[i][j] != TOKENS_SAME || left->role == COR_NAME_ROLE_FAMILY ||
            right->role == COR_NAME_ROLE_FAMILY)
          continue;
        if (left->role == COR_NAME_ROLE_GIVEN || right->role == COR_NAME_ROLE_GIVEN ||
            (left->given != 0 && left->given == right->given))
          return TRUE;
      }

  return FALSE;
}

/**
 * cor_name_key_compare:
 * @a: a name
 * @b: a name
 *
 * Compares names in whatever script, order and completeness. Every word of the shorter name must be
 * in the longer; one word alone never makes two names the same.
 *
 * Returns: how alike they are
 */
CorNameLikeness
cor_name_key_compare (const CorNameKey *a, const CorNameKey *b)
{
  Comparison comparison;
  TokenLikeness worst;

  if (a->n_tokens == 0 || b->n_tokens == 0)
    return COR_NAME_UNKNOWN;
  if (a->digits != 0 && b->digits != 0 && a->digits != b->digits)
    return COR_NAME_DIFFERENT;

  set_up (&comparison, a, b);
  if (comparison.n_few > comparison.n_many)
    return COR_NAME_DIFFERENT;
  worst = assign (&comparison, 0, 0);
  if (worst == TOKENS_DIFFERENT)
    return COR_NAME_DIFFERENT;
  if (comparison.n_few < 2 || patronymics_differ (a, b))
    return COR_NAME_CLOSE;
  if (worst == TOKENS_CLOSE)
    return given_agrees (&comparison) ? COR_NAME_NEAR : COR_NAME_CLOSE;

  return COR_NAME_SAME;
}

static gboolean
may_be_family (const CorNameKey *key, const CorNameToken *token)
{
  gboolean has_roles = key->tokens[0].role != COR_NAME_ROLE_UNKNOWN;

  if (token->sound[1] == '\0')
    return FALSE;
  if (has_roles && token->role != COR_NAME_ROLE_UNKNOWN)
    return token->role == COR_NAME_ROLE_FAMILY;

  return token->given == 0 && !token->is_patronymic;
}

/**
 * cor_name_key_shares_family:
 * @a: a name
 * @b: a name
 *
 * Returns: whether a family name of one is one of the other, men's and women's forms alike
 */
gboolean
cor_name_key_shares_family (const CorNameKey *a, const CorNameKey *b)
{
  for (guint i = 0; i < a->n_tokens; i++)
    for (guint j = 0; j < b->n_tokens; j++)
      {
        CorNameToken left = a->tokens[i], right = b->tokens[j];

        if (!may_be_family (a, &left) || !may_be_family (b, &right))
          continue;
        left.role = right.role = COR_NAME_ROLE_FAMILY;
        if (compare_tokens (&left, &right) == TOKENS_SAME)
          return TRUE;
      }

  return FALSE;
}

static guint
get_class (const CorNameToken *token)
{
  char c = token->sound[0];

  if (token->is_hebrew)
    {
      if (strchr ("aey", c) != NULL)
        return 0;
      if (strchr ("hkqxg", c) != NULL)
        return 1;
      if (strchr ("Tt", c) != NULL)
        return 2;
      if (c == 'w')
        return 3;
    }
  if (strchr ("aeiou", c) != NULL)
    return 0;
  if (strchr ("hkC", c) != NULL)
    return 1;
  if (strchr ("bv", c) != NULL)
    return 3;
  if (strchr ("pf", c) != NULL)
    return 4;
  if (strchr ("sSzZc", c) != NULL)
    return 5;
  if (c == 't' || c == 'd')
    return 2;

  return c == 'l' ? 6 : c == 'm' ? 7 : c == 'n' ? 8 : 9;
}

/* All forms of a given name are in one class, whatever they begin with; and in that of their first
 * letter, in case the other form is one that we do not know. */
static guint
get_classes (const CorNameToken *token)
{
  guint classes = 1u << get_class (token);

  return token->given != 0 ? classes | 1u << (10 + token->given % 16) : classes;
}

static guint
add_pairs (guint left, guint right, guint16 *pairs, guint n_pairs)
{
  for (guint i = 0; i < 26; i++)
    for (guint j = 0; j < 26 && (left & 1u << i) != 0; j++)
      {
        guint16 pair = (guint16) (MIN (i, j) * 32 + MAX (i, j));
        gboolean known = (right & 1u << j) == 0 || n_pairs == COR_NAME_MAX_PAIRS;

        for (guint k = 0; k < n_pairs && !known; k++)
          known = pairs[k] == pair;
        if (!known)
          pairs[n_pairs++] = pair;
      }

  return n_pairs;
}

/**
 * cor_name_key_list_pairs:
 * @key: a name
 * @pairs: (out caller-allocates) (array length=%COR_NAME_MAX_PAIRS): gets the classes
 *
 * Sorts names roughly by two of their words, so that only a few need be compared: two that are the
 * same share a class.
 *
 * Returns: how many classes the name is in
 */
guint
cor_name_key_list_pairs (const CorNameKey *key, guint16 *pairs)
{
  guint n_pairs = 0;

  for (guint i = 0; i < key->n_tokens; i++)
    for (guint j = i + 1; j < key->n_tokens; j++)
      if (!key->tokens[i].is_patronymic && !key->tokens[j].is_patronymic)
        n_pairs = add_pairs (get_classes (&key->tokens[i]), get_classes (&key->tokens[j]), pairs,
                             n_pairs);

  return n_pairs;
}
