/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-encoding.h"

#include <string.h>

typedef struct
{
  const char *alias;
  const char *name;
} Alias;

/* The first of each name is what we call it. */
static const Alias aliases[] = {
  { "utf8", "UTF-8" },
  { "utf8sig", "UTF-8" },
  { "utf8bom", "UTF-8" },
  { "utf16", "UTF-16LE" },
  { "utf16le", "UTF-16LE" },
  { "utf16be", "UTF-16BE" },
  { "unicode", "UTF-16LE" },
  { "windows1251", "windows-1251" },
  { "cp1251", "windows-1251" },
  { "win1251", "windows-1251" },
  { "1251", "windows-1251" },
  { "windows1252", "windows-1252" },
  { "cp1252", "windows-1252" },
  { "win1252", "windows-1252" },
  { "1252", "windows-1252" },
  { "latin1", "windows-1252" },
  { "iso88591", "windows-1252" },
  { "ascii", "UTF-8" },
  { "usascii", "UTF-8" },
  { "windows1255", "windows-1255" },
  { "cp1255", "windows-1255" },
  { "win1255", "windows-1255" },
  { "1255", "windows-1255" },
  { "iso88598", "ISO-8859-8" },
  { "iso88598i", "ISO-8859-8" },
  { "hebrew", "ISO-8859-8" },
  { "iso88595", "ISO-8859-5" },
  { "koi8u", "KOI8-U" },
  { "koi8r", "KOI8-R" },
  { "ibm866", "IBM866" },
  { "cp866", "IBM866" },
  { "866", "IBM866" },
};

static const char *const encoding_names[] = {
  "UTF-8",      "UTF-16LE",   "UTF-16BE", "windows-1251", "windows-1252", "windows-1255",
  "ISO-8859-5", "ISO-8859-8", "KOI8-U",   "KOI8-R",       "IBM866",       NULL,
};

struct _CorDecoder
{
  const char *encoding;
  gunichar table[256]; /* of a single-byte encoding; 0: no such byte */
  guchar pending[4];   /* an unfinished sequence */
  guint n_pending;
  gboolean at_start;
  guint64 n_replaced;
};

static gboolean
is_utf16 (const char *encoding)
{
  return g_str_has_prefix (encoding, "UTF-16");
}

/* Follows UTF-8 one byte at a time; overlong forms and surrogates are told by the second byte. */
static void
scan_utf8 (CorEncodingScan *scan, guchar byte)
{
  if (scan->utf8_pending > 0)
    {
      if ((byte & 0xC0) == 0x80 && byte >= scan->utf8_low)
        {
          scan->utf8_low = 0x80;
          if (--scan->utf8_pending == 0)
            scan->utf8_sequences++;
          return;
        }
      scan->utf8_pending = 0;
      scan->utf8_errors++;
    }
  if (byte < 0x80)
    return;

  scan->utf8_low = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
  if (byte >= 0xC2 && byte <= 0xDF)
    scan->utf8_pending = 1;
  else if (byte >= 0xE0 && byte <= 0xEF)
    scan->utf8_pending = 2;
  else if (byte >= 0xF0 && byte <= 0xF4)
    scan->utf8_pending = 3;
  else
    scan->utf8_errors++;
}

/**
 * cor_encoding_scan_feed:
 * @scan: what is known so far, all zero at first
 * @bytes: the next bytes of the file
 * @n_bytes: how many
 *
 * Looks at more of a file.
 */
void
cor_encoding_scan_feed (CorEncodingScan *scan, const guchar *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      guchar byte = bytes[i];

      if (scan->n_bytes < sizeof scan->head)
        scan->head[scan->n_bytes] = byte;
      if (byte == 0 && scan->counts[0] == 0)
        scan->first_nul = scan->n_bytes;
      if (byte == 0)
        *(scan->n_bytes % 2 == 0 ? &scan->nul_even : &scan->nul_odd) += 1;
      if (byte >= 0xC0 && scan->previous >= 0xC0)
        scan->adjacent_high++;
      scan->counts[byte]++;
      scan_utf8 (scan, byte);
      scan->previous = byte;
      scan->n_bytes++;
    }
}

/**
 * cor_encoding_scan_is_utf8:
 * @scan: a file that was looked at
 *
 * Returns: whether it has letters beyond ASCII, and all of them are good UTF-8
 */
gboolean
cor_encoding_scan_is_utf8 (const CorEncodingScan *scan)
{
  return scan->utf8_sequences > 0 && scan->utf8_errors == 0;
}

static guint64
count_range (const CorEncodingScan *scan, guint first, guint last)
{
  guint64 n = 0;

  for (guint i = first; i <= last; i++)
    n += scan->counts[i];

  return n;
}

/* Hebrew has no capitals, so a Windows-1255 list has next to nothing outside 0xE0–0xFA. In a
 * Windows-1251 list the capitals of names fill 0xC0–0xDF, and ы ь э ю я fill 0xFB–0xFF. Western
 * letters stand alone between ASCII ones; those of the other two stand together. */
static const char *
guess_single_byte (const CorEncodingScan *scan)
{
  guint64 hebrew = count_range (scan, 0xE0, 0xFA);
  guint64 cyrillic = count_range (scan, 0xC0, 0xDF) + count_range (scan, 0xFB, 0xFF) +
                     scan->counts[0xB3] + scan->counts[0xBF] + scan->counts[0xBA];
  guint64 high = count_range (scan, 0xC0, 0xFF);

  if (high == 0 || scan->adjacent_high * 5 < high * 2)
    return "windows-1252";

  return cyrillic * 25 > hebrew ? "windows-1251" : "windows-1255";
}

/**
 * cor_encoding_scan_guess:
 * @scan: a file that was looked at
 *
 * A byte order mark decides; then NUL bytes in every other place; then whether it is UTF-8 (a cut
 * or two do not matter); then which bytes its letters are.
 *
 * Returns: (transfer none): the encoding's name
 */
const char *
cor_encoding_scan_guess (CorEncodingScan *scan)
{
  if (memcmp (scan->head, "\xEF\xBB\xBF", 3) == 0)
    return "UTF-8";
  if (scan->n_bytes >= 2 && memcmp (scan->head, "\xFF\xFE", 2) == 0)
    return "UTF-16LE";
  if (scan->n_bytes >= 2 && memcmp (scan->head, "\xFE\xFF", 2) == 0)
    return "UTF-16BE";
  if (scan->nul_odd > scan->n_bytes / 20 && scan->nul_odd > scan->nul_even * 20)
    return "UTF-16LE";
  if (scan->nul_even > scan->n_bytes / 20 && scan->nul_even > scan->nul_odd * 20)
    return "UTF-16BE";
  if (scan->utf8_errors == 0 || scan->utf8_sequences > scan->utf8_errors * 50)
    return "UTF-8";

  return guess_single_byte (scan);
}

/**
 * cor_encoding_find:
 * @name: what somebody calls an encoding: "cp1251", "Windows-1255", "utf8"
 *
 * Returns: (transfer none) (nullable): our name for it; %NULL if we cannot read it
 */
const char *
cor_encoding_find (const char *name)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (const char *c = name; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (key, g_ascii_tolower (*c));
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (strcmp (aliases[i].alias, key->str) == 0)
      return aliases[i].name;

  return NULL;
}

/**
 * cor_encoding_get_names:
 *
 * Returns: (transfer none): the encodings that we can read
 */
const char *const *
cor_encoding_get_names (void)
{
  return encoding_names;
}

static void
fill_table (CorDecoder *self)
{
  for (guint i = 0; i < 256; i++)
    {
      char byte = (char) i;
      g_autofree char *text =
          i < 0x80 ? NULL : g_convert (&byte, 1, "UTF-8", self->encoding, NULL, NULL, NULL);

      if (i < 0x80)
        self->table[i] = i;
      else if (text != NULL && text[0] != '\0')
        self->table[i] = g_utf8_get_char (text);
    }
}

/**
 * cor_decoder_new:
 * @encoding: one of our names
 *
 * Returns: (transfer full): a decoder at the start of a text
 */
CorDecoder *
cor_decoder_new (const char *encoding)
{
  CorDecoder *self = g_new0 (CorDecoder, 1);

  self->encoding = encoding;
  self->at_start = TRUE;
  if (!is_utf16 (encoding) && strcmp (encoding, "UTF-8") != 0)
    fill_table (self);

  return self;
}

/**
 * cor_decoder_free:
 * @self: (transfer full): a decoder
 *
 * Frees @self.
 */
void
cor_decoder_free (CorDecoder *self)
{
  g_free (self);
}

static void
append_char (CorDecoder *self, GString *utf8, gunichar c)
{
  if (!self->at_start || c != 0xFEFF)
    g_string_append_unichar (utf8, c);
  self->at_start = FALSE;
}

static void
append_replacement (CorDecoder *self, GString *utf8)
{
  self->n_replaced++;
  append_char (self, utf8, 0xFFFD);
}

static gboolean
feed_single_byte (CorDecoder *self, const guchar *bytes, gsize n_bytes, GString *utf8)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      gunichar c = self->table[bytes[i]];

      if (c == 0 && bytes[i] != 0)
        return FALSE;
      if (c < 0x80)
        g_string_append_c (utf8, (char) c);
      else
        g_string_append_unichar (utf8, c);
    }

  return TRUE;
}

/* Good stretches are copied whole; a bad byte becomes U+FFFD. */
static void
feed_utf8 (CorDecoder *self, const char *text, gsize n_bytes, gboolean is_last, GString *utf8)
{
  while (n_bytes > 0)
    {
      const char *end;

      if (self->at_start && n_bytes >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
        {
          text += 3;
          n_bytes -= 3;
        }
      self->at_start = FALSE;

      /* A NUL is text to us, so that the reader can say in which row it stands. */
      g_utf8_validate_len (text, n_bytes, &end);
      g_string_append_len (utf8, text, end - text);
      n_bytes -= (gsize) (end - text);
      text = end;
      if (n_bytes == 0)
        break;
      if (*text == '\0')
        g_string_append_c (utf8, '\0');
      else if (!is_last && n_bytes < 4 &&
               g_utf8_get_char_validated (text, n_bytes) == (gunichar) -2)
        {
          memcpy (self->pending, text, n_bytes);
          self->n_pending = n_bytes;
          break;
        }
      else
        append_replacement (self, utf8);
      text++;
      n_bytes--;
    }
}

static gunichar
read_unit (CorDecoder *self, const guchar *bytes)
{
  return self->encoding[6] == 'L' ? (gunichar) (bytes[0] | bytes[1] << 8)
                                  : (gunichar) (bytes[0] << 8 | bytes[1]);
}

static void
feed_utf16 (CorDecoder *self, const guchar *bytes, gsize n_bytes, gboolean is_last, GString *utf8)
{
  while (n_bytes >= 2)
    {
      gunichar c = read_unit (self, bytes);
      gsize n_used = 2;

      if (c >= 0xD800 && c <= 0xDBFF && n_bytes < 4 && !is_last)
        break;
      if (c >= 0xD800 && c <= 0xDBFF && n_bytes >= 4)
        {
          gunichar low = read_unit (self, bytes + 2);

          if (low >= 0xDC00 && low <= 0xDFFF)
            {
              c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
              n_used = 4;
            }
        }
      if (c >= 0xD800 && c <= 0xDFFF)
        append_replacement (self, utf8);
      else
        append_char (self, utf8, c);
      bytes += n_used;
      n_bytes -= n_used;
    }
  if (n_bytes > 0 && is_last)
    append_replacement (self, utf8);
  else
    {
      memcpy (self->pending, bytes, n_bytes);
      self->n_pending = n_bytes;
    }
}

/**
 * cor_decoder_feed:
 * @self: a decoder
 * @bytes: the next bytes
 * @n_bytes: how many
 * @is_last: whether the text ends with them
 * @utf8: what the text is added to
 *
 * Decodes more of a text. Bytes that UTF-8 and UTF-16 do not allow become U+FFFD and are counted.
 *
 * Returns: %FALSE at a byte that a single-byte encoding does not have
 */
gboolean
cor_decoder_feed (CorDecoder *self,
                  const guchar *bytes,
                  gsize n_bytes,
                  gboolean is_last,
                  GString *utf8)
{
  g_autofree guchar *joined = NULL;

  if (self->n_pending > 0)
    {
      joined = g_malloc (n_bytes + self->n_pending);
      memcpy (joined, self->pending, self->n_pending);
      if (n_bytes > 0)
        memcpy (joined + self->n_pending, bytes, n_bytes);
      n_bytes += self->n_pending;
      bytes = joined;
      self->n_pending = 0;
    }

  if (is_utf16 (self->encoding))
    feed_utf16 (self, bytes, n_bytes, is_last, utf8);
  else if (strcmp (self->encoding, "UTF-8") == 0)
    feed_utf8 (self, (const char *) bytes, n_bytes, is_last, utf8);
  else
    return feed_single_byte (self, bytes, n_bytes, utf8);

  return TRUE;
}

/**
 * cor_decoder_get_n_replaced:
 * @self: a decoder
 *
 * Returns: how many bad sequences became U+FFFD
 */
guint64
cor_decoder_get_n_replaced (const CorDecoder *self)
{
  return self->n_replaced;
}
