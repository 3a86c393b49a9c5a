import type { Message, Problem } from '../../../domain/problem.ts';
import type { Break, ChangeReport, Gate, VariantName } from '../../../domain/screens/studio/contract.ts';
import { ApiError } from '../../http/errors.ts';
import { variantKey } from '../read-screens.ts';

const gate = (code: Gate['code'], en: string, ar: string): Gate => ({ code, message: { en, ar } });

export const screenChanged = (name: VariantName, live: number): Gate =>
	gate(
		'SCREEN_CHANGED',
		`Somebody else published ${variantKey(name)} meanwhile: revision ${live} is live. Merge your change with it, or load the screen again.`,
		`نشر شخص آخر ${variantKey(name)} في هذه الأثناء: المراجعة الحية هي ${live}. ادمج تغييرك معها أو حمّل الشاشة من جديد.`,
	);

/** Names the first fault and its place; the others are in the report. */
export function invalid(name: VariantName, problems: readonly Problem[]): Gate {
	const { field, pointer, message } = problems.find(({ severity }) => severity === 'error')!;
	const place = `${variantKey(name)} ${pointer ? `${field}${pointer}` : field}`;
	return gate('INVALID', `${place}: ${message.en}`, `${place}: ${message.ar}`);
}

export function breakingChange(name: VariantName, proposed: number, breaks: readonly Break[]): Gate {
	const { pointer, message } = breaks[0]!;
	const place = `${variantKey(name)} payload_json${pointer}`;
	return gate(
		'BREAKING_CHANGE',
		`${place}: ${message.en} Publish it with schema version ${proposed}, or undo this part.`,
		`${place}: ${message.ar} انشره بإصدار المخطط ${proposed} أو تراجع عن هذا الجزء.`,
	);
}

export const nothingChanged = (name: VariantName): Gate =>
	gate(
		'NOTHING_CHANGED',
		`${variantKey(name)} is live like this already. Leave it out, or change something.`,
		`${variantKey(name)} منشورة بهذه الصورة نفسها. استبعدها أو غيّر شيئا فيها.`,
	);

/** The most telling first: what is refused for one reason need not be looked at for the next. */
const statuses: readonly (readonly [Gate['code'], number])[] = [
	['SCREEN_CHANGED', 409],
	['FLOOR_ABOVE_THRESHOLD', 403],
	['INVALID', 422],
	['BREAKING_CHANGE', 422],
	['FLOOR_NEEDS_CONFIRMATION', 422],
	['NOTHING_CHANGED', 422],
];

export const messagesOf = (gates: readonly Gate[]): Message => ({
	en: gates.map(({ message }) => message.en).join(' '),
	ar: gates.map(({ message }) => message.ar).join(' '),
});

/**
 * The answer for changes that may not be published.
 *
 * @param more what else a client needs, such as the number to confirm
 */
export function refusal(
	gates: readonly Gate[],
	reports: readonly ChangeReport[],
	more: Record<string, unknown> = {},
): ApiError {
	const [code, status] = statuses.find(([name]) => gates.some((held) => held.code === name))!;
	return new ApiError(status, code, messagesOf(gates).en, {
		gates,
		screens: reports
			.filter((report) => report.gates.length > 0)
			.map(({ screen_key, goal, locale, live_revision, problems, breaks, proposed_schema_version }) => ({
				screen_key,
				goal,
				locale,
				live_revision,
				problems,
				breaks,
				proposed_schema_version,
			})),
		...more,
	});
}
