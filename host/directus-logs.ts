/** One line of Directus's JSON log, or of anything else it printed. */
export interface LogLine {
	level: number;
	text: string;
}

const levels: Record<string, number> = {
	trace: 10,
	debug: 20,
	info: 30,
	warn: 40,
	error: 50,
	fatal: 60,
	silent: 99,
};

/** The number pino uses for a level's name. */
export function levelNumber(name: string): number {
	return levels[name] ?? 40;
}

/** Reads a line of the log. Lines that are not JSON come from a crash or a library: they count as errors. */
export function parseLogLine(line: string): LogLine {
	try {
		const entry = JSON.parse(line);
		if (typeof entry.level !== 'number') return { level: 50, text: line };
		return { level: entry.level, text: entry.err?.stack ?? entry.err?.message ?? entry.msg ?? line };
	} catch {
		return { level: 50, text: line };
	}
}

/** The log as a person would read it: texts only, one after the other. */
export function readableLogs(lines: string[]): string {
	return lines.map((line) => parseLogLine(line).text).join('\n');
}

/** Splits a stream of chunks into whole lines. */
export function lineSplitter(onLine: (line: string) => void): (chunk: Buffer) => void {
	let rest = '';
	return (chunk) => {
		const lines = (rest + chunk.toString()).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) if (line.trim()) onLine(line);
	};
}
