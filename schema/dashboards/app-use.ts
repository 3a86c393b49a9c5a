import type { DashboardDeclaration, PanelDeclaration } from '../model/dashboard.ts';
import { text, type Text } from '../model/text.ts';

/** Counts by when events arrived: the one time that is the server's own, and has an index. */
const arrived = 'received_at';

const since = (days: number) => ({ [arrived]: { _gte: `$NOW(-${days} days)` } });

const named = (name: string) => ({ name: { _eq: name } });

const all = (...filters: object[]) => ({ _and: filters });

/** Who did not fast at all has left or pauses; their noughts would hide the others. */
const ofThoseWhoFast = all({ window: { _eq: 7 } }, { logged_fasts: { _gt: 0 } });

/** Nights compute up to yesterday, and each zone has its own. */
const latest = (filter: ReturnType<typeof all>) => all(...filter._and, { as_of: { _gte: '$NOW(-3 days)' } });

const green = '#2ECDA7';
const blue = '#3399FF';
const amber = '#FFA439';
const red = '#E35169';

type Place = readonly [x: number, y: number, width: number, height: number];

/** The last three digits of its id stay its own for good. */
const panel = (
	number: number,
	[position_x, position_y, width, height]: Place,
	name: Text,
	rest: Pick<PanelDeclaration, 'type' | 'icon' | 'options' | 'note'>,
): PanelDeclaration => ({
	id: `be77e700-0000-4000-8000-000000000${number}`,
	name,
	position_x,
	position_y,
	width,
	height,
	...rest,
});

/** As wide as a laptop shows beside the sidebar; two columns, or three. */
const width = 40;
const half = width / 2;

const bigNumber = { fontWeight: 700, textAlign: 'start' };

const distinctPeople = { collection: 'events', function: 'countDistinct', field: 'user_hash' };
const counted = { collection: 'events', function: 'count', field: 'id' };

const numbers: readonly PanelDeclaration[] = [
	panel(221, [1, 1, 13, 5], text('Active, 7 d', 'نشطون، 7 أيام'), {
		type: 'metric',
		icon: 'group',
		options: { ...bigNumber, ...distinctPeople, filter: all(since(7)) },
	}),
	panel(222, [14, 1, 14, 5], text('Active, 28 d', 'نشطون، 28 يوما'), {
		type: 'metric',
		icon: 'groups',
		options: { ...bigNumber, ...distinctPeople, filter: all(since(28)) },
	}),
	panel(223, [28, 1, 13, 5], text('New, 28 d', 'جدد، 28 يوما'), {
		type: 'metric',
		icon: 'person_add',
		options: { ...bigNumber, ...counted, filter: all(named('auth_signup'), since(28)) },
	}),
	panel(224, [1, 6, 13, 5], text('Fasts, 7 d', 'صيامات، 7 أيام'), {
		type: 'metric',
		icon: 'timer',
		options: { ...bigNumber, ...counted, filter: all(named('fast_ended'), since(7)) },
	}),
	panel(225, [14, 6, 14, 5], text('Adherence', 'الالتزام'), {
		type: 'metric',
		icon: 'task_alt',
		note: text(
			'Planned days of the last 7 on which the goal was met, on average of those who fast',
			'أيام الخطة في آخر 7 أيام التي تحقق فيها الهدف، بمتوسط من يصومون',
		),
		options: {
			...bigNumber,
			collection: 'insights',
			function: 'avg',
			field: 'adherence_pct',
			numberStyle: 'unit',
			unit: 'percent',
			filter: latest(ofThoseWhoFast),
		},
	}),
	panel(226, [28, 6, 13, 5], text('Average fast', 'متوسط الصيام'), {
		type: 'metric',
		icon: 'hourglass_bottom',
		options: {
			...bigNumber,
			collection: 'insights',
			function: 'avg',
			field: 'avg_hours',
			numberStyle: 'unit',
			unit: 'hour',
			minimumFractionDigits: 1,
			maximumFractionDigits: 1,
			filter: latest(ofThoseWhoFast),
		},
	}),
];

const series = { curveType: 'smooth', fillType: 'gradient', precision: 'day', missingData: 'ignore' };

const eventsByDay = { ...series, collection: 'events', dateField: arrived, range: '3 months', min: 0 };

const insightsByDay = {
	...series,
	collection: 'insights',
	dateField: 'as_of',
	range: '1 month',
	function: 'avg',
	filter: ofThoseWhoFast,
};

const sevenDays = text('Of the seven days up to each date', 'للأيام السبعة المنتهية بكل تاريخ');

const overTime: readonly PanelDeclaration[] = [
	panel(231, [1, 11, width, 11], text('Active people per day', 'الأشخاص النشطون يوميا'), {
		type: 'time-series',
		icon: 'group',
		note: text(
			'Who did anything while signed in; each person once a day',
			'من قام بأي شيء بعد تسجيل الدخول؛ كل شخص مرة في اليوم',
		),
		options: { ...eventsByDay, function: 'countDistinct', valueField: 'user_hash', color: blue },
	}),
	panel(232, [1, 22, half, 10], text('Fasts ended per day', 'صيامات انتهت يوميا'), {
		type: 'time-series',
		icon: 'timer',
		note: text('Whether at their goal or before', 'عند الهدف أو قبله'),
		options: {
			...eventsByDay,
			function: 'count',
			valueField: 'id',
			color: green,
			filter: all(named('fast_ended')),
		},
	}),
	panel(233, [1 + half, 22, half, 10], text('Events per day', 'الأحداث يوميا'), {
		type: 'time-series',
		icon: 'sensors',
		options: { ...eventsByDay, function: 'count', valueField: 'id', color: blue },
	}),
	panel(234, [1, 32, half, 10], text('Adherence, %', 'الالتزام، %'), {
		type: 'time-series',
		icon: 'task_alt',
		note: sevenDays,
		options: { ...insightsByDay, valueField: 'adherence_pct', color: green, decimals: 1, min: 0, max: 100 },
	}),
	panel(235, [1 + half, 32, half, 10], text('Average fast, hours', 'متوسط الصيام، ساعات'), {
		type: 'time-series',
		icon: 'hourglass_bottom',
		note: sevenDays,
		options: { ...insightsByDay, valueField: 'avg_hours', color: amber, decimals: 1 },
	}),
];

const failed = named('screen_render_failed');

const byVersion = { collection: 'events', xAxis: 'app_version', decimals: 0, showAxisLabels: 'both' };

const shares: readonly PanelDeclaration[] = [
	panel(241, [1, 42, half, 27], text('Events, 28 days', 'الأحداث، 28 يوما'), {
		type: 'metric-list',
		icon: 'format_list_numbered',
		options: {
			collection: 'events',
			groupByField: 'name',
			aggregateFunction: 'count',
			aggregateField: 'id',
			sortDirection: 'desc',
			limit: 7,
			filter: all(since(28)),
		},
	}),
	panel(242, [1 + half, 42, half, 13], text('App versions', 'إصدارات التطبيق'), {
		type: 'bar-chart',
		icon: 'new_releases',
		note: text('By people in seven days', 'حسب الأشخاص في سبعة أيام'),
		options: {
			...byVersion,
			yAxis: 'user_hash',
			function: 'countDistinct',
			color: blue,
			filter: all(since(7)),
		},
	}),
	panel(243, [1 + half, 55, half, 14], text('Screens that failed', 'شاشات تعذر عرضها'), {
		type: 'bar-chart',
		icon: 'broken_image',
		note: text('By app version, in 90 days', 'حسب الإصدار، في 90 يوما'),
		options: { ...byVersion, yAxis: 'id', function: 'count', color: red, filter: all(failed, since(90)) },
	}),
	panel(244, [1, 69, half, 11], text('Platforms', 'المنصات'), {
		type: 'pie-chart',
		icon: 'devices',
		note: text('By events of 28 days', 'حسب أحداث 28 يوما'),
		options: { ...eventsBy('platform'), color: blue },
	}),
	panel(245, [1 + half, 69, half, 11], text('Languages', 'اللغات'), {
		type: 'pie-chart',
		icon: 'translate',
		note: text('By events of 28 days', 'حسب أحداث 28 يوما'),
		options: { ...eventsBy('locale'), color: green },
	}),
	panel(251, [1, 80, width, 14], text('Screens that failed, the latest', 'أحدث شاشات تعذر عرضها'), {
		type: 'list',
		icon: 'report',
		options: {
			collection: 'events',
			displayTemplate: '{{received_at}} · {{platform}} {{app_version}} · {{props}}',
			sortField: arrived,
			sortDirection: 'desc',
			limit: 5,
			filter: all(failed),
		},
	}),
];

function eventsBy(column: string) {
	return {
		collection: 'events',
		column,
		function: 'count',
		donut: true,
		showLabels: true,
		legend: 'right',
		filter: all(since(28)),
	};
}

/** What people do with the app, and how the app does: from events, and from the insights that each night computes. */
export const appUse: DashboardDeclaration = {
	id: 'be77e700-0000-4000-8000-000000000201',
	name: text('App use', 'استخدام التطبيق'),
	note: text('People, fasts, versions and failures', 'الأشخاص والصيام والإصدارات والأعطال'),
	icon: 'monitoring',
	color: '#2ECDA7',
	panels: [...numbers, ...overTime, ...shares],
};
