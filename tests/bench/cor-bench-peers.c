/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-peers.h"

/* Those that were installed when this was built. */
static const CorBenchPeerClass *const peers[] = {
#ifdef HAVE_LEMON
  &cor_bench_peer_lemon,
#endif
#ifdef HAVE_BOOST
  &cor_bench_peer_boost,
#endif
#ifdef HAVE_IGRAPH
  &cor_bench_peer_igraph,
#endif
  NULL
};

/**
 * cor_bench_peers_get:
 * @n_peers: (out): how many
 *
 * Returns: (transfer none) (array length=n_peers): the libraries to be measured beside us
 */
const CorBenchPeerClass *const *
cor_bench_peers_get (guint *n_peers)
{
  *n_peers = G_N_ELEMENTS (peers) - 1;

  return peers;
}
