/* time-dlib-whispers.cpp - dlib's chinese_whispers over a file, as its example of face clustering uses it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "grouping/kindred-npy.h"

#include <dlib/clustering.h>
#include <dlib/matrix.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

using Points = std::vector<dlib::matrix<float, 0, 1>>;

static Points
read_points (const char *path)
{
  float *data = nullptr;
  gsize rows = 0, columns = 0;
  GError *error = nullptr;

  if (!kindred_npy_read (path, &data, &rows, &columns, &error))
    {
      g_printerr ("%s\n", error->message);
      std::exit (1);
    }

  Points points (rows);
  for (gsize i = 0; i < rows; i++)
    points[i] = dlib::mat (data + i * columns, columns);
  g_free (data);

  return points;
}

/* Every pair is looked at, and every edge kept: the graph is what chinese_whispers() takes. */
static std::vector<dlib::sample_pair>
find_edges (const Points &points, float eps)
{
  std::vector<dlib::sample_pair> edges;

  for (size_t i = 0; i < points.size (); i++)
    for (size_t j = i; j < points.size (); j++)
      if (dlib::length_squared (points[i] - points[j]) <= eps * eps)
        edges.emplace_back (i, j);

  return edges;
}

static long
peak_kib ()
{
  std::ifstream status ("/proc/self/status");
  std::string word;
  long kib = 0;

  while (status >> word)
    if (word == "VmHWM:")
      status >> kib;

  return kib;
}

int
main (int argc, char *argv[])
{
  if (argc < 3)
    {
      g_printerr ("time-dlib-whispers EPS IN.npy\n");
      return 2;
    }

  const Points points = read_points (argv[2]);
  const auto start = std::chrono::steady_clock::now ();
  const std::clock_t cpu_start = std::clock ();
  std::vector<unsigned long> labels;

  dlib::chinese_whispers (find_edges (points, std::stof (argv[1])), labels);

  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now () - start;
  g_print ("{\"seconds\": %.4f, \"cpu_seconds\": %.4f, \"peak_kib\": %ld}\n", seconds.count (),
           double (std::clock () - cpu_start) / CLOCKS_PER_SEC, peak_kib ());

  return 0;
}
