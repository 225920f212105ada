import type { Agent } from '#shared/domain/agent.ts';
import { dayOf } from '#shared/domain/hours/local-day.ts';
import type { LocalDay } from '#shared/domain/hours/local-day.ts';
import { LONGEST_RANGE_DAYS } from '#shared/domain/reports/figures.ts';
import type { Range, ReportFilter } from '#shared/domain/reports/figures.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler, CommandHandlers } from '../api.ts';
import { forbidden } from '../accounts/forbidden.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { ReportReader } from '../ports/report-reader.ts';
import type { Clock } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import type { Sight } from '../sync/sight.ts';
import { agentTimes } from './agent-times.ts';
import { narrowedTo } from './may-see.ts';
import { placeOf } from './office-day.ts';
import { running } from './running.ts';

const HOUR_MS = 60 * 60_000;
const MINUTE_MS = 60_000;
/** A customer who waits for longer without any answer counts as missed until somebody answers. */
export const LEFT_AFTER_MS = 24 * HOUR_MS;

interface Needs {
  readonly ledger: Ledger;
  readonly reports: ReportReader;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly sight: Sight;
}

type ReportCommand =
  'report.figures' | 'report.list' | 'report.sent' | 'report.time' | 'report.now';

export function reportHandlers(needs: Needs): Pick<CommandHandlers, ReportCommand> {
  return {
    'report.figures': figuresHandler(needs),
    'report.list': listHandler(needs),
    'report.sent': sentHandler(needs),
    'report.time': timeHandler(needs),
    'report.now': nowHandler(needs),
  };
}

function figuresHandler({ reports, settings, clock }: Needs): CommandHandler<'report.figures'> {
  return async ({ range, by, filter }, caller) => {
    const asked = askedBy(caller, range, filter);
    if (!asked.ok) return asked;
    const levelMs = settings.current().reports.levelMinutes * MINUTE_MS;
    const leftSince = clock.now() - LEFT_AFTER_MS;
    const groups = await reports.ask({ ask: 'figures', by, levelMs, leftSince, ...asked.value });
    return ok({ groups: [...groups] });
  };
}

function listHandler({ ledger, reports, clock, sight }: Needs): CommandHandler<'report.list'> {
  return async ({ range, figure, filter, offset, limit }, caller) => {
    const asked = askedBy(caller, range, filter);
    if (!asked.ok) return asked;
    const page = { figure, offset, limit, leftSince: clock.now() - LEFT_AFTER_MS };
    const { rows, sum, lines } = await reports.ask({ ask: 'list', ...page, ...asked.value });
    const view = sight.of(caller);
    const items = rows.map((row) => {
      const { conversationId: id } = row;
      // It counts for them all the same; whose it was they do not see any more.
      if (view?.sees(id) === false) return { ...row, conversationId: null, name: '' };
      return { ...row, name: ledger.read.conversations.get(id)?.contact.name ?? '' };
    });
    return ok({ sum, lines, items });
  };
}

function sentHandler({ reports }: Needs): CommandHandler<'report.sent'> {
  return async ({ range, filter }, caller) => {
    const asked = askedBy(caller, range, filter);
    if (!asked.ok) return asked;
    return ok({ days: [...(await reports.ask({ ask: 'sent', ...asked.value }))] });
  };
}

function timeHandler({ ledger, reports, clock }: Needs): CommandHandler<'report.time'> {
  return async ({ range, agentId }, caller) => {
    const asked = askedBy(caller, range, agentId === undefined ? {} : { agentId });
    if (!asked.ok) return asked;
    const { from, to, filter } = asked.value;
    const whose = filter.agentId ?? null;
    const found = await reports.ask({ ask: 'time', from, to, agentId: whose });
    const now = running(ledger.read, found.counts, clock.now()).filter(
      (each) => whose === null || each.agentId === whose,
    );
    const within = ({ day }: { readonly day: LocalDay }) => from <= day && day <= to;
    const agents = agentTimes(
      found,
      now.map((each) => ({
        ...each,
        statusParts: each.statusParts.filter(within),
        chatParts: each.chatParts.filter(within),
      })),
    );
    return ok({ agents, queue: [...found.queue] });
  };
}

function nowHandler({ ledger, reports, clock, sight }: Needs): CommandHandler<'report.now'> {
  return async (_, caller) => {
    const at = clock.now();
    const since = at - HOUR_MS;
    const fromDay = placeOf(ledger.read, since).day;
    const lastHour = await reports.ask({ ask: 'recent', since, fromDay });
    const { waiting, owed, longest } = ledger.read.conversations.waitingNow(sight.of(caller)?.by);
    const conversation = longest === null ? null : ledger.read.conversations.get(longest);
    return ok({
      at,
      waiting,
      owed,
      longest:
        conversation?.waitingSince == null
          ? null
          : {
              conversationId: conversation.id,
              name: conversation.contact.name,
              since: conversation.waitingSince,
            },
      lastHour,
    });
  };
}

function askedBy(
  caller: Agent,
  { from, to }: Range,
  filter: CommandParams<'report.figures'>['filter'],
) {
  const days = { from: dayOf(from), to: dayOf(to) };
  if (days.to < days.from || days.to - days.from >= LONGEST_RANGE_DAYS) {
    return fail('bad-range', 'Choose a first day, and a last one that is not before it.');
  }
  const agentId = narrowedTo(caller, filter.agentId);
  if (agentId === null) return forbidden('see-every-report');
  const narrowed: ReportFilter = agentId === undefined ? filter : { ...filter, agentId };
  return ok({ ...days, filter: narrowed });
}
