// Solves one transfer problem with LEMON (https://lemon.cs.elte.hu) and prints what it took as one line of JSON.
//
//     transport FILE simplex|scaling
//
// FILE: int32 rows, positions, arcs, pieces; then start (rows + 1), position (arcs), cost (arcs), pieceStart
// (positions + 1), pieceWidth (pieces) as int32 and pieceSlope (pieces) as float64, all little-endian.
// Graph: row → position (capacity 1), position → sink (an arc a piece: capacity its width, cost its slope).
//
// CPU times are those of the process. `build` fills the graph, the maps and the solver; `run` is run() alone.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

struct Problem {
  std::int32_t rows, positions, arcs, pieces;
  std::vector<std::int32_t> start, position, cost, piece_start, piece_width;
  std::vector<double> piece_slope;
};

template <class T>
static std::vector<T> read(std::FILE *file, std::size_t count) {
  std::vector<T> values(count);
  if (std::fread(values.data(), sizeof(T), count, file) != count) {
    std::fprintf(stderr, "the file is too short\n");
    std::exit(2);
  }
  return values;
}

static Problem read_problem(const char *name) {
  std::FILE *file = std::fopen(name, "rb");
  if (file == nullptr) {
    std::fprintf(stderr, "cannot open %s\n", name);
    std::exit(2);
  }
  Problem p;
  const std::vector<std::int32_t> head = read<std::int32_t>(file, 4);
  p.rows = head[0], p.positions = head[1], p.arcs = head[2], p.pieces = head[3];
  p.start = read<std::int32_t>(file, p.rows + 1);
  p.position = read<std::int32_t>(file, p.arcs);
  p.cost = read<std::int32_t>(file, p.arcs);
  p.piece_start = read<std::int32_t>(file, p.positions + 1);
  p.piece_width = read<std::int32_t>(file, p.pieces);
  p.piece_slope = read<double>(file, p.pieces);
  std::fclose(file);
  return p;
}

// MiB that were resident at most since this program started. (getrusage also counts the process that started it.)
static double peak_memory() {
  double kibibytes = 0;
  std::FILE *file = std::fopen("/proc/self/status", "r");
  char line[256];
  while (file != nullptr && std::fgets(line, sizeof line, file) != nullptr) std::sscanf(line, "VmHWM: %lf", &kibibytes);
  if (file != nullptr) std::fclose(file);
  return kibibytes / 1024.0;
}

static double milliseconds(std::clock_t from) { return 1000.0 * double(std::clock() - from) / CLOCKS_PER_SEC; }

typedef lemon::SmartDigraph Graph;

// Solver: lemon::NetworkSimplex or lemon::CostScaling. Cost: int where nothing can overflow, as it is the faster one.
template <class Solver, class Cost>
static int solve(Problem p) {
  const std::clock_t build_from = std::clock();
  Graph graph;
  graph.reserveNode(p.rows + p.positions + 1);
  graph.reserveArc(p.arcs + p.pieces);
  for (int k = 0; k <= p.rows + p.positions; k++) graph.addNode();
  const Graph::Node sink = Graph::nodeFromId(p.rows + p.positions);
  for (int i = 0; i < p.rows; i++) {
    for (int a = p.start[i]; a < p.start[i + 1]; a++) {
      graph.addArc(Graph::nodeFromId(i), Graph::nodeFromId(p.rows + p.position[a]));
    }
  }
  for (int j = 0; j < p.positions; j++) {
    for (int k = p.piece_start[j]; k < p.piece_start[j + 1]; k++) graph.addArc(Graph::nodeFromId(p.rows + j), sink);
  }
  Graph::ArcMap<int> upper(graph, 1);
  Graph::ArcMap<Cost> cost(graph);
  Graph::NodeMap<int> supply(graph, 0);
  for (int a = 0; a < p.arcs; a++) cost[Graph::arcFromId(a)] = p.cost[a];
  for (int k = 0; k < p.pieces; k++) {
    upper[Graph::arcFromId(p.arcs + k)] = p.piece_width[k];
    cost[Graph::arcFromId(p.arcs + k)] = Cost(p.piece_slope[k]);
  }
  for (int i = 0; i < p.rows; i++) supply[Graph::nodeFromId(i)] = 1;
  supply[sink] = -p.rows;
  Solver solver(graph);
  solver.upperMap(upper).costMap(cost).supplyMap(supply);
  const double build = milliseconds(build_from);

  const std::clock_t run_from = std::clock();
  const typename Solver::ProblemType status = solver.run();
  const double run = milliseconds(run_from);

  if (status != Solver::OPTIMAL) {
    std::printf("{\"status\":\"%s\"}\n", status == Solver::INFEASIBLE ? "infeasible" : "unbounded");
    return 0;
  }
  const long long objective = solver.template totalCost<long long>();
  std::printf("{\"status\":\"optimal\",\"objective\":%lld,\"run\":%.3f,\"build\":%.3f,\"peakMemory\":%.1f}\n", objective,
              run, build, peak_memory());
  return 0;
}

template <class Cost>
static int solve_with(Problem p, const std::string &algorithm) {
  if (algorithm == "simplex") return solve<lemon::NetworkSimplex<Graph, int, Cost>, Cost>(std::move(p));
  if (algorithm == "scaling") return solve<lemon::CostScaling<Graph, int, Cost>, Cost>(std::move(p));
  std::fprintf(stderr, "unknown algorithm %s\n", algorithm.c_str());
  return 2;
}

int main(int count, char **arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: transport FILE simplex|scaling\n");
    return 2;
  }
  Problem p = read_problem(arguments[1]);
  double largest = 0;
  for (const std::int32_t c : p.cost) largest = std::max(largest, std::abs(double(c)));
  for (const double c : p.piece_slope) largest = std::max(largest, std::abs(c));
  const bool fits = 2.0 * (largest + 1.0) * (p.rows + p.positions + 1) < 2147483648.0;
  return fits ? solve_with<int>(std::move(p), arguments[2]) : solve_with<long long>(std::move(p), arguments[2]);
}
