import { checklist } from '../../../domain/operations/today/checklist/index.ts';
import { judge, type CheckState } from '../../../domain/operations/today/judge.ts';
import type { HostContext } from '../../host-context.ts';
import { ApiError, forbidden, notFound } from '../../http/errors.ts';
import { readSignals } from '../signals.ts';
import { addTick, readPast, removeTick } from './ticks.ts';

/**
 * Notes that a person has looked at a check.
 *
 * @throws {ApiError} 404 CHECK_NOT_FOUND; 409 CHECK_JUDGED where the machine knows, CHECK_TICKED where somebody was first
 */
export async function tick(
	context: HostContext,
	id: string,
	{ user, note }: { readonly user: string | null; readonly note: string | null },
): Promise<void> {
	if (user === null) throw forbidden();
	const { status, key } = await stateOf(context, id);
	if (status === 'fine' || status === 'wrong') throw judged();
	const isFirst = await addTick(context.database, {
		check: id,
		period: key,
		madeBy: 'person',
		user,
		outcome: 'fine',
		at: Date.now(),
		note,
	});
	if (!isFirst) throw ticked();
}

/**
 * Takes back what the person noted in the present period.
 *
 * @throws {ApiError} 404 CHECK_NOT_FOUND; 409 NOT_TICKED_BY_YOU
 */
export async function untick(context: HostContext, id: string, user: string | null): Promise<void> {
	if (user === null) throw forbidden();
	const { key } = await stateOf(context, id);
	if (!(await removeTick(context.database, { check: id, period: key, user }))) throw notYours();
}

async function stateOf(context: HostContext, id: string): Promise<CheckState> {
	const check = checklist.find((one) => one.id === id);
	if (!check) throw notFound('CHECK_NOT_FOUND', 'There is no check with this id; GET /ops/today lists them.');
	const [readings, past] = await Promise.all([
		check.rules.length > 0 ? readSignals(context) : { signals: {}, reasons: {} },
		readPast(context.database),
	]);
	return judge([check], readings, past, Date.now())[0]!;
}

const refused = (code: string, messages: { en: string; ar: string }): ApiError =>
	new ApiError(409, code, messages.en, { messages });

const judged = () =>
	refused('CHECK_JUDGED', {
		en: 'The machine knows how this stands; mend what it finds, and it ticks the box itself.',
		ar: 'النظام يعرف حال هذا البند؛ أصلح ما وجده وسيؤشر عليه بنفسه.',
	});

const ticked = () =>
	refused('CHECK_TICKED', {
		en: 'Somebody has ticked this in the meantime; refresh the page to see who.',
		ar: 'أشّر أحدهم على هذا في هذه الأثناء؛ حدّث الصفحة لترى من.',
	});

const notYours = () =>
	refused('NOT_TICKED_BY_YOU', {
		en: 'You have not ticked this in the present period; only who ticked it can take that back.',
		ar: 'لم تؤشر على هذا في الفترة الحالية؛ ولا يتراجع عنه إلا من أشّر عليه.',
	});
