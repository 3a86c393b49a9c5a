/** Every value of a metric in Prometheus's text, by its labels as they are written. */
export function readMetric(text: string, name: string): Map<string, number> {
	const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
	return new Map(
		lines.map((line) => {
			const [, labels = '', value] = /^[a-z_]+(?:\{(.*)\})? (\S+)$/.exec(line)!;
			return [labels, Number(value)];
		}),
	);
}
