const width = 600;
const height = 120;

interface Bar {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

interface Plot {
	readonly width: number;
	readonly height: number;
	/** What the top of the picture stands for; its bottom is 0. */
	readonly highest: number;
	/** As SVG polylines; nothing is drawn where nothing is known. */
	readonly lines: readonly string[];
	/** What is below the lines, as SVG polygons. */
	readonly areas: readonly string[];
	readonly bars: readonly Bar[];
}

interface Options {
	/** The top of the scale; the largest value when it is left out. */
	readonly highest?: number | undefined;
	readonly isRightToLeft: boolean;
}

/** Values in order, none below 0, as shapes in a picture of that width and height. */
export function plotted(values: readonly (number | null)[], options: Options): Plot {
	const known = values.filter((value) => value !== null);
	const highest = Math.max(...known, options.highest ?? 0) || 1;
	const column = width / Math.max(1, values.length);
	const start = (index: number): number =>
		(options.isRightToLeft ? values.length - 1 - index : index) * column;
	const y = (value: number): number => height - (value / highest) * height;

	const stretches: (readonly [x: number, y: number])[][] = [[]];
	for (const [index, value] of values.entries()) {
		if (value === null) stretches.push([]);
		else stretches.at(-1)!.push([start(index) + column / 2, y(value)]);
	}
	const drawn = stretches.filter(({ length }) => length > 0);
	return {
		width,
		height,
		highest,
		// A point alone is drawn as a dot: a line to itself, with round ends.
		lines: drawn.map((stretch) => [...stretch, stretch.at(-1)!].join(' ')),
		areas: drawn.map((stretch) =>
			[[stretch[0]![0], height], ...stretch, [stretch.at(-1)![0], height]].join(' '),
		),
		bars: values.flatMap((value, index) =>
			value === null
				? []
				: [{ x: start(index) + column * 0.1, y: y(value), width: column * 0.8, height: height - y(value) }],
		),
	};
}
