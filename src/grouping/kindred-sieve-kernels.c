/* kindred-sieve-kernels.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-sieve-kernels.h"

#include <string.h>

#define PANEL_ROW (4 * KINDRED_SIEVE_COLUMNS)

#ifdef __x86_64__

#include <immintrin.h>

#define TARGET_AVX2 __attribute__ ((target ("avx2")))
#define TARGET_AVX512 __attribute__ ((target ("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")))

/* The most that cannot overflow in select_pairs(). */
#define LARGEST_AVX2 63
#define LARGEST_AVX512 127

static inline int
load_quad (const gint8 *row, gsize quad)
{
  int value;

  memcpy (&value, row + 4 * quad, sizeof value);

  return value;
}

/* ---- AVX2 ---- */

static TARGET_AVX2 gint32
multiply_avx2 (const gint8 *a, const gint8 *b, gsize n)
{
  __m256i total = _mm256_setzero_si256 ();
  __m128i half;

  for (gsize k = 0; k < n; k += 16)
    {
      __m256i x = _mm256_cvtepi8_epi16 (_mm_loadu_si128 ((const __m128i *) (a + k)));
      __m256i y = _mm256_cvtepi8_epi16 (_mm_loadu_si128 ((const __m128i *) (b + k)));

      total = _mm256_add_epi32 (total, _mm256_madd_epi16 (x, y));
    }

  half = _mm_add_epi32 (_mm256_castsi256_si128 (total), _mm256_extracti128_si256 (total, 1));
  half = _mm_add_epi32 (half, _mm_shuffle_epi32 (half, _MM_SHUFFLE (1, 0, 3, 2)));
  half = _mm_add_epi32 (half, _mm_shuffle_epi32 (half, _MM_SHUFFLE (2, 3, 0, 1)));

  return _mm_cvtsi128_si32 (half);
}

typedef struct
{
  __m256 error;
  __m256 length;
} SumsAvx2;

static inline TARGET_AVX2 __m256i
round_eight_avx2 (const float *x, const float *centre, float scale, float largest, SumsAvx2 *sums)
{
  __m256 point = _mm256_loadu_ps (x);
  __m256 scaled = _mm256_mul_ps (_mm256_sub_ps (point, _mm256_loadu_ps (centre)), _mm256_set1_ps (scale));
  __m256 clamped = _mm256_min_ps (_mm256_max_ps (scaled, _mm256_set1_ps (-largest)), _mm256_set1_ps (largest));
  __m256i rounded = _mm256_cvtps_epi32 (clamped);
  __m256 difference = _mm256_sub_ps (scaled, _mm256_cvtepi32_ps (rounded));

  sums->error = _mm256_add_ps (sums->error, _mm256_mul_ps (difference, difference));
  sums->length = _mm256_add_ps (sums->length, _mm256_mul_ps (point, point));

  return rounded;
}

static inline TARGET_AVX2 float
sum_up_avx2 (__m256 sums)
{
  __m128 half = _mm_add_ps (_mm256_castps256_ps128 (sums), _mm256_extractf128_ps (sums, 1));

  half = _mm_add_ps (half, _mm_movehl_ps (half, half));

  return _mm_cvtss_f32 (_mm_add_ss (half, _mm_movehdup_ps (half)));
}

static TARGET_AVX2 void
round_avx2 (const float *x, const float *centre, float scale, gsize n, gint8 *integers, float *squared_error,
            float *squared_length)
{
  /* Packing leaves fours in the order 0 2 4 6 1 3 5 7. */
  const __m256i order = _mm256_setr_epi32 (0, 4, 1, 5, 2, 6, 3, 7);
  SumsAvx2 sums = { _mm256_setzero_ps (), _mm256_setzero_ps () };

  for (gsize k = 0; k < n; k += 32)
    {
      __m256i eights[4], packed;

#pragma GCC unroll 4
      for (int v = 0; v < 4; v++)
        eights[v] = round_eight_avx2 (x + k + 8 * v, centre + k + 8 * v, scale, LARGEST_AVX2, &sums);
      packed
          = _mm256_packs_epi16 (_mm256_packs_epi32 (eights[0], eights[1]), _mm256_packs_epi32 (eights[2], eights[3]));
      _mm256_storeu_si256 ((__m256i *) (integers + k), _mm256_permutevar8x32_epi32 (packed, order));
    }

  *squared_error = sum_up_avx2 (sums.error);
  *squared_length = sum_up_avx2 (sums.length);
}

/* Sums of four products in 16 bits: 4 x 127 x 63 is the most that they can be. */
static inline TARGET_AVX2 __m256i
add_quads_avx2 (__m256i sum, const guint8 *panel, __m256i first, __m256i second)
{
  __m256i a = _mm256_maddubs_epi16 (_mm256_loadu_si256 ((const __m256i *) panel), first);
  __m256i b = _mm256_maddubs_epi16 (_mm256_loadu_si256 ((const __m256i *) (panel + PANEL_ROW)), second);

  return _mm256_add_epi32 (sum, _mm256_madd_epi16 (_mm256_add_epi16 (a, b), _mm256_set1_epi16 (1)));
}

static TARGET_AVX2 void
select_pairs_avx2 (const gint8 *const rows[KINDRED_SIEVE_ROWS], const gint32 row_start[KINDRED_SIEVE_ROWS],
                   const guint8 *panel, const gint32 column_start[KINDRED_SIEVE_COLUMNS], gsize n_quads,
                   guint64 selected[KINDRED_SIEVE_ROWS])
{
  memset (selected, 0, KINDRED_SIEVE_ROWS * sizeof *selected);

  for (int c = 0; c < KINDRED_SIEVE_COLUMNS; c += 16, panel += 4 * 16)
    {
      __m256i sums[KINDRED_SIEVE_ROWS][2];

#pragma GCC unroll 4
      for (int r = 0; r < KINDRED_SIEVE_ROWS; r++)
#pragma GCC unroll 2
        for (int v = 0; v < 2; v++)
          sums[r][v] = _mm256_add_epi32 (_mm256_set1_epi32 (row_start[r]),
                                         _mm256_loadu_si256 ((const __m256i *) (column_start + c + 8 * v)));

      for (gsize q = 0; q < n_quads; q += 2)
#pragma GCC unroll 4
        for (int r = 0; r < KINDRED_SIEVE_ROWS; r++)
          {
            __m256i first = _mm256_set1_epi32 (load_quad (rows[r], q));
            __m256i second = _mm256_set1_epi32 (load_quad (rows[r], q + 1));

#pragma GCC unroll 2
            for (int v = 0; v < 2; v++)
              sums[r][v] = add_quads_avx2 (sums[r][v], panel + q * PANEL_ROW + 32 * v, first, second);
          }

#pragma GCC unroll 4
      for (int r = 0; r < KINDRED_SIEVE_ROWS; r++)
#pragma GCC unroll 2
        for (int v = 0; v < 2; v++)
          {
            guint negative = _mm256_movemask_ps (_mm256_castsi256_ps (sums[r][v]));

            selected[r] |= (guint64) (~negative & 0xff) << (c + 8 * v);
          }
    }
}

static const KindredSieveKernel avx2 = { "AVX2", LARGEST_AVX2, 64, select_pairs_avx2, multiply_avx2, round_avx2 };

/* ---- AVX-512 with VNNI ---- */

static TARGET_AVX512 void
select_pairs_avx512 (const gint8 *const rows[KINDRED_SIEVE_ROWS], const gint32 row_start[KINDRED_SIEVE_ROWS],
                     const guint8 *panel, const gint32 column_start[KINDRED_SIEVE_COLUMNS], gsize n_quads,
                     guint64 selected[KINDRED_SIEVE_ROWS])
{
  __m512i sums[KINDRED_SIEVE_ROWS][4];

#pragma GCC unroll 4
  for (int r = 0; r < KINDRED_SIEVE_ROWS; r++)
#pragma GCC unroll 4
    for (int v = 0; v < 4; v++)
      sums[r][v] = _mm512_add_epi32 (_mm512_set1_epi32 (row_start[r]), _mm512_loadu_si512 (column_start + 16 * v));

  for (gsize q = 0; q < n_quads; q++)
    {
      __m512i columns[4];

#pragma GCC unroll 4
      for (int v = 0; v < 4; v++)
        columns[v] = _mm512_loadu_si512 (panel + q * PANEL_ROW + 64 * v);

#pragma GCC unroll 4
      for (int r = 0; r < KINDRED_SIEVE_ROWS; r++)
        {
          __m512i row = _mm512_set1_epi32 (load_quad (rows[r], q));

#pragma GCC unroll 4
          for (int v = 0; v < 4; v++)
            __asm__("vpdpbusd %2, %1, %0" : "+v"(sums[r][v]) : "v"(columns[v]), "v"(row));
        }
    }

#pragma GCC unroll 4
  for (int r = 0; r < KINDRED_SIEVE_ROWS; r++)
    {
      guint64 negative = 0;

#pragma GCC unroll 4
      for (int v = 0; v < 4; v++)
        negative |= (guint64) _mm512_movepi32_mask (sums[r][v]) << (16 * v);
      selected[r] = ~negative;
    }
}

static TARGET_AVX512 void
round_avx512 (const float *x, const float *centre, float scale, gsize n, gint8 *integers, float *squared_error,
              float *squared_length)
{
  const __m512 most = _mm512_set1_ps (LARGEST_AVX512), least = _mm512_set1_ps (-LARGEST_AVX512);
  __m512 error = _mm512_setzero_ps (), length = _mm512_setzero_ps ();

  for (gsize k = 0; k < n; k += 16)
    {
      __m512 point = _mm512_loadu_ps (x + k);
      __m512 scaled = _mm512_mul_ps (_mm512_sub_ps (point, _mm512_loadu_ps (centre + k)), _mm512_set1_ps (scale));
      __m512i rounded = _mm512_cvtps_epi32 (_mm512_min_ps (_mm512_max_ps (scaled, least), most));
      __m512 difference = _mm512_sub_ps (scaled, _mm512_cvtepi32_ps (rounded));

      error = _mm512_fmadd_ps (difference, difference, error);
      length = _mm512_fmadd_ps (point, point, length);
      _mm_storeu_si128 ((__m128i *) (integers + k), _mm512_cvtepi32_epi8 (rounded));
    }

  *squared_error = _mm512_reduce_add_ps (error);
  *squared_length = _mm512_reduce_add_ps (length);
}

static const KindredSieveKernel avx512
    = { "AVX-512 VNNI", LARGEST_AVX512, 128, select_pairs_avx512, multiply_avx2, round_avx512 };

#endif

const KindredSieveKernel *const *
kindred_sieve_kernels_get (void)
{
  static const KindredSieveKernel *kernels[3];
  static gsize initialized = 0;

  if (g_once_init_enter (&initialized))
    {
#ifdef __x86_64__
      int n = 0;

      __builtin_cpu_init ();
      if (__builtin_cpu_supports ("avx512vnni") && __builtin_cpu_supports ("avx512bw")
          && __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512vl"))
        kernels[n++] = &avx512;
      if (__builtin_cpu_supports ("avx2"))
        kernels[n++] = &avx2;
#endif
      g_once_init_leave (&initialized, 1);
    }

  return kernels;
}
