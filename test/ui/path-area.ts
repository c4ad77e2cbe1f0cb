/**
 * The area inside an SVG path of absolute M, L, H, V and half-circle A commands: positive when it runs clockwise as
 * seen on the page, negative when it runs the other way.
 */
export function signedArea(path: string): number {
  const points = pathPoints(path);
  return points.reduce((sum, [x, y], place) => {
    const [nextX, nextY] = points[(place + 1) % points.length] ?? [0, 0];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

type Point = [x: number, y: number];

function pathPoints(path: string): Point[] {
  const points: Point[] = [];
  for (const [, command, text = ''] of path.matchAll(/([MLAHV])([^MLAHVZ]*)/g)) {
    const numbers = text
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const [x, y] = points.at(-1) ?? [0, 0];
    const [first = 0] = numbers;
    const end: Point =
      command === 'H' ? [first, y] : command === 'V' ? [x, first] : [numbers.at(-2) ?? 0, numbers.at(-1) ?? 0];
    if (command === 'A') points.push(halfCircleMiddle([x, y], end, numbers.at(-3) === 1 ? 1 : -1));
    points.push(end);
  }
  return points;
}

/** The middle of a half circle lies beside its chord, on the side that the sweep flag says. */
function halfCircleMiddle([x, y]: Point, [endX, endY]: Point, sweep: 1 | -1): Point {
  return [(x + endX) / 2 + (sweep * (endY - y)) / 2, (y + endY) / 2 + (sweep * (x - endX)) / 2];
}
