/** `postern watchlist`: lists of parties, places, goods and wallets: import, count, compare, search. */
import { Command } from 'commander';
import { watchlistBlindCommand } from './watchlistBlind.ts';
import { watchlistDiffCommand } from './watchlistDiff.ts';
import { watchlistFrequenciesCommand } from './watchlistFrequencies.ts';
import { watchlistImportCommand } from './watchlistImport.ts';
import { watchlistIndexParcelsCommand } from './watchlistIndexParcels.ts';
import { watchlistRescreenCommand } from './watchlistRescreen.ts';
import { watchlistSearchCommand } from './watchlistSearch.ts';
import { watchlistShowCommand } from './watchlistShow.ts';
import { watchlistStatsCommand } from './watchlistStats.ts';

export function watchlistCommand(): Command {
  return new Command('watchlist')
    .addCommand(watchlistImportCommand())
    .addCommand(watchlistStatsCommand())
    .addCommand(watchlistDiffCommand())
    .addCommand(watchlistBlindCommand())
    .addCommand(watchlistSearchCommand())
    .addCommand(watchlistShowCommand())
    .addCommand(watchlistFrequenciesCommand())
    .addCommand(watchlistIndexParcelsCommand())
    .addCommand(watchlistRescreenCommand());
}
