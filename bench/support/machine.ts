import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** What the numbers were measured on. */
export function describeMachine(): Record<string, string | number> {
	return {
		cpu: cpus()[0]?.model.trim() ?? 'unknown',
		cores: cpus().length,
		memory_gb: Math.round(totalmem() / 1e9),
		node: process.version,
		os: `${type()} ${release()}`,
		date: new Date().toISOString(),
		load_average: loadavg()
			.map((load) => load.toFixed(1))
			.join(' '),
	};
}
