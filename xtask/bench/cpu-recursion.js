// Small functions that call themselves: Fibonacci's numbers, queens on a board, Ackermann's function.
const fibonacci = (n) => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));

function queens(size, row, columns, left, right) {
  if (row === size) return 1;
  let ways = 0;
  for (let free = ~(columns | left | right) & ((1 << size) - 1); free !== 0; free &= free - 1) {
    const place = free & -free;
    ways += queens(size, row + 1, columns | place, ((left | place) << 1) & 0xffff, (right | place) >> 1);
  }
  return ways;
}

function ackermann(m, n) {
  if (m === 0) return n + 1;
  return n === 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

console.log(fibonacci(38), queens(12, 0, 0, 0, 0), ackermann(2, 1_500));
