import type { Knex } from 'knex';
import type { AlertsView, AlertView, ChannelView } from '../../domain/operations/alerts/contract.ts';
import { defaultRules } from '../../domain/operations/alerts/default-rules.ts';
import { covers, type RuleState } from '../../domain/operations/alerts/evaluate.ts';
import { rulesInForce, type AlertRule } from '../../domain/operations/alerts/rule.ts';
import { unitOf } from '../../domain/operations/alerts/signal-titles.ts';
import { unknownRules } from '../../domain/operations/alerts/unknown.ts';
import { readClock } from '../jobs/ledger/clock.ts';
import { readAuthors } from '../screens/studio/authors.ts';
import type { Alerts } from './alerts.ts';
import { readEvaluation, type LastEvaluation } from './evaluation.ts';
import { readHistory } from './history.ts';
import { channelNames, countDeliveries } from './outbox.ts';
import { readOverrides } from './overrides.ts';
import { readSilences, type KeptSilence } from './silences.ts';

const newestAlerts = 20;

/** Everything that is to be known of the alerts, as the page and the command show it. */
export async function readOverview(knex: Knex, alerts: Alerts): Promise<AlertsView> {
	const last = await readEvaluation(knex);
	const inForce = rulesInForce(defaultRules, await readOverrides(knex));
	const silences = await readSilences(knex);
	const now = await readClock(knex);
	const isSilenced = (rule: string) => silences.some((kept) => covers(asSilence(kept), rule, now));

	const declared = defaultRules.map((rule) =>
		viewOf(
			rule,
			inForce.find(({ id }) => id === rule.id),
			last,
			isSilenced(rule.id),
		),
	);
	const unknown = unknownRules(inForce)
		.filter(({ id }) => last.state.rules[id])
		.map((rule) => viewOf(rule, rule, last, isSilenced(rule.id)));
	return {
		evaluated_at: last.evaluatedAt,
		alerts: [...declared, ...unknown].sort(byUrgency),
		silences: await withAuthors(knex, silences),
		channels: await readChannels(knex, alerts),
		history: await readHistory(knex, { limit: newestAlerts }),
	};
}

const asSilence = ({ rule, until }: KeptSilence) => ({ rule, until: Date.parse(until) });

/** @param effective the rule in force; undefined when it is switched off */
function viewOf(
	rule: AlertRule,
	effective: AlertRule | undefined,
	{ state, signals, reasons }: LastEvaluation,
	is_silenced: boolean,
): AlertView {
	const standing = effective && state.rules[rule.id];
	const isUnknownRule = rule.comparison === 'unknown';
	return {
		rule: rule.id,
		signal: rule.signal,
		unit: unitOf(rule.signal),
		severity: rule.severity,
		title: rule.title,
		remedy: rule.remedy,
		comparison: rule.comparison,
		threshold: effective?.threshold ?? rule.threshold,
		for_seconds: effective?.forSeconds ?? rule.forSeconds,
		default_threshold: rule.threshold,
		default_for_seconds: rule.forSeconds,
		is_enabled: effective !== undefined,
		can_change: !isUnknownRule,
		phase: effective ? phaseOf(standing, isUnknownRule ? 0 : signals[rule.signal]) : 'off',
		since: standing ? new Date(standing.since).toISOString() : null,
		value: isUnknownRule ? null : (signals[rule.signal] ?? standing?.value ?? null),
		unknown_because: signals[rule.signal] === null ? (reasons[rule.signal] ?? null) : null,
		is_silenced,
	};
}

function phaseOf(standing: RuleState | undefined, value: number | null | undefined): AlertView['phase'] {
	if (standing) return standing.phase;
	if (value === undefined) return 'absent';
	return value === null ? 'unknown' : 'well';
}

const phases: readonly AlertView['phase'][] = ['firing', 'pending', 'unknown', 'well', 'absent', 'off'];
const urgency = ({ phase, severity }: AlertView): number =>
	phases.indexOf(phase) * 2 + (severity === 'critical' ? 0 : 1);
const byUrgency = (one: AlertView, other: AlertView): number => urgency(one) - urgency(other);

async function withAuthors(knex: Knex, silences: readonly KeptSilence[]): Promise<AlertsView['silences']> {
	const authors = await readAuthors(
		knex,
		silences.map(({ created_by }) => created_by),
	);
	return silences.map((kept) => ({ ...kept, created_by: authors(kept.created_by) }));
}

async function readChannels(knex: Knex, alerts: Alerts): Promise<ChannelView[]> {
	const channels: ChannelView[] = [];
	for (const name of channelNames) {
		const is_configured = alerts.channels.some((channel) => channel.name === name);
		channels.push({ name, is_configured, ...(await countDeliveries(knex, name)) });
	}
	return [...channels, { name: 'deadman', ...alerts.deadMan }];
}
