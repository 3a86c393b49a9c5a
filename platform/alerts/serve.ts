import type { Request, Router } from 'express';
import {
	historyQuery,
	ruleChangeSchema,
	silenceRequestSchema,
} from '../../domain/operations/alerts/contract.ts';
import { defaultRules } from '../../domain/operations/alerts/default-rules.ts';
import { unknownRules } from '../../domain/operations/alerts/unknown.ts';
import { isUuid } from '../../domain/text/uuid.ts';
import { nearestName } from '../../domain/text/nearest.ts';
import { forAdministrators } from '../access/admit.ts';
import type { HostContext } from '../host-context.ts';
import { parseBody } from '../http/body.ts';
import { invalidPayload, notFound } from '../http/errors.ts';
import { parseQuery } from '../http/query.ts';
import { readAuthors } from '../screens/studio/authors.ts';
import type { Alerts } from './alerts.ts';
import { readHistory } from './history.ts';
import { keepOverride } from './overrides.ts';
import { readOverview } from './overview.ts';
import { alertsPath } from './routes.ts';
import { endSilence, silence } from './silences.ts';

/** `/ops/alerts`, for administrators. */
export function mountAlerts(router: Router, alerts: Alerts, { database }: HostContext): void {
	const overview = async () => ({ data: await readOverview(database, alerts) });

	router.get(
		alertsPath,
		forAdministrators(async (_request, response) => void response.json(await overview())),
	);
	router.get(
		`${alertsPath}/history`,
		forAdministrators(async (request, response) => {
			response.json({ data: await readHistory(database, parseQuery(historyQuery, request.originalUrl)) });
		}),
	);
	router.put(
		`${alertsPath}/rules/:rule`,
		forAdministrators(async (request, response, { user }) => {
			const rule = existingRule(request);
			const { is_enabled, threshold, for_seconds } = parseBody(ruleChangeSchema, request);
			await keepOverride(database, { rule, isEnabled: is_enabled, threshold, forSeconds: for_seconds }, user);
			await alerts.evaluateNow();
			response.json(await overview());
		}),
	);
	router.post(
		`${alertsPath}/silences`,
		forAdministrators(async (request, response, { user }) => {
			const asked = parseBody(silenceRequestSchema, request);
			if (asked.rule !== null && !silencable.includes(asked.rule)) throw unknownRule(asked.rule);
			const kept = await silence(database, asked, user);
			const authors = await readAuthors(database, [user]);
			response.json({ data: { ...kept, created_by: authors(user) } });
		}),
	);
	router.delete(
		`${alertsPath}/silences/:id`,
		forAdministrators(async (request, response) => {
			const id = String(request.params['id']);
			if (!isUuid(id) || !(await endSilence(database, id)))
				throw notFound('SILENCE_NOT_FOUND', 'There is no silence with this id, or it is over.');
			await alerts.evaluateNow();
			response.json(await overview());
		}),
	);
	router.post(
		`${alertsPath}/test`,
		forAdministrators(async (_request, response) => void response.json({ data: await alerts.test() })),
	);
	router.post(
		`${alertsPath}/evaluate`,
		forAdministrators(async (_request, response) => {
			await alerts.evaluateNow();
			response.json(await overview());
		}),
	);
}

const ruleNames = defaultRules.map(({ id }) => id);
const silencable = [...ruleNames, ...unknownRules(defaultRules).map(({ id }) => id)];

function existingRule(request: Request): string {
	const rule = String(request.params['rule']);
	if (!ruleNames.includes(rule))
		throw notFound('RULE_NOT_FOUND', `There is no rule of this name. Known are: ${ruleNames.join(', ')}.`);
	return rule;
}

function unknownRule(name: string) {
	const nearest = nearestName(name, silencable);
	const known = nearest ? `Did you mean "${nearest}"?` : `Known are: ${silencable.join(', ')}.`;
	return invalidPayload('rule', `names no rule. ${known}`);
}
