/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-chance.h"

#include <math.h>

/* SplitMix64 (Steele, Lea, Flood 2014): every bit of the word moves every bit of the answer. */
static guint64
scramble (guint64 word)
{
  word = (word ^ (word >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  word = (word ^ (word >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return word ^ (word >> 31);
}

/**
 * cor_chance_mix:
 * @a: a number
 * @b: another
 *
 * Returns: one number made of both; their order matters
 */
guint64
cor_chance_mix (guint64 a, guint64 b)
{
  return scramble (scramble (a + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) ^ b);
}

/**
 * cor_chance_start:
 * @run_seed: the seed of a run: that of the simulation mixed with the run's number
 * @thing: what the stream is for: its id in one number
 *
 * Returns: a stream
 */
CorChance
cor_chance_start (guint64 run_seed, guint64 thing)
{
  guint64 word = cor_chance_mix (run_seed, thing);
  CorChance self;

  for (guint i = 0; i < G_N_ELEMENTS (self.state); i++)
    {
      word += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      self.state[i] = scramble (word);
    }

  return self;
}

static guint64
rotate (guint64 word, guint n_bits)
{
  return (word << n_bits) | (word >> (64 - n_bits));
}

/* xoshiro256** (Blackman and Vigna 2021). */
static guint64
draw (CorChance *self)
{
  guint64 *state = self->state;
  guint64 drawn = rotate (state[1] * 5, 7) * 9;
  guint64 shifted = state[1] << 17;

  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = rotate (state[3], 45);

  return drawn;
}

/**
 * cor_chance_draw_uniform:
 * @self: a stream
 *
 * Returns: a number in [0, 1)
 */
double
cor_chance_draw_uniform (CorChance *self)
{
  return (double) (draw (self) >> 11) * 0x1p-53;
}

/**
 * cor_chance_draw_exponential:
 * @self: a stream
 * @mean: its mean, 0 or more
 *
 * Returns: a number that is exponentially distributed
 */
double
cor_chance_draw_exponential (CorChance *self, double mean)
{
  return -mean * log1p (-cor_chance_draw_uniform (self));
}

/* The polar method (Marsaglia and Bray 1964); of the two numbers that it makes one is used. */
static double
draw_normal (CorChance *self)
{
  double x, square;

  do
    {
      double y = 2.0 * cor_chance_draw_uniform (self) - 1.0;

      x = 2.0 * cor_chance_draw_uniform (self) - 1.0;
      square = x * x + y * y;
    }
  while (square >= 1.0 || square <= 0.0);

  return x * sqrt (-2.0 * log (square) / square);
}

/**
 * cor_chance_draw_lognormal:
 * @self: a stream
 * @median: half are below
 * @sigma: standard deviation of the logarithm; 0: always the median
 *
 * Returns: a number that is lognormally distributed
 */
double
cor_chance_draw_lognormal (CorChance *self, double median, double sigma)
{
  return sigma > 0.0 ? median * exp (sigma * draw_normal (self)) : median;
}
