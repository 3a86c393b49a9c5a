import { formatValue } from '../../domain/operations/alerts/notice.ts';
import { alertsOf } from '../alerts/alerts.ts';
import { readOverview } from '../alerts/overview.ts';
import type { HostContext } from '../host-context.ts';
import { print } from './terminal.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter alerts`. */
export function registerAlertsCommand(bebetter: Command, run: Run, context: HostContext): void {
	bebetter
		.command('alerts')
		.description('Print which alerts fire; the exit code is 1 when any does')
		.option('--json', 'print everything, as GET /ops/alerts answers')
		.action((options) => run(() => runAlerts(context, { json: options['json'] === true })));
}

/**
 * Prints what fires and what nobody knows, as the running instances last saw it.
 *
 * @throws {Error} when something fires, so that the command's exit code tells it
 */
async function runAlerts(context: HostContext, { json }: { json: boolean }): Promise<void> {
	const overview = await readOverview(context.database, alertsOf(context));
	const firing = overview.alerts.filter(({ phase }) => phase === 'firing');

	if (json) print(JSON.stringify(overview, null, 2));
	else {
		print(`Evaluated at ${overview.evaluated_at ?? 'no time yet: is Directus running?'}`);
		for (const { phase, severity, rule, title, value, unit, since, is_silenced, remedy } of overview.alerts) {
			if (phase !== 'firing' && phase !== 'pending' && phase !== 'unknown') continue;
			const shown = value === null ? '' : formatValue(value, unit, 'en');
			print([phase, severity, rule, shown, since ?? '', is_silenced ? 'silenced' : '', title.en].join('\t'));
			if (phase === 'firing') print(`\t${remedy.en}`);
		}
		print(`${firing.length} alerts fire.`);
	}
	if (firing.length > 0) throw new Error(`${firing.map(({ rule }) => rule).join(', ')}`);
}
