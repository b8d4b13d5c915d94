import type { RunState } from '../../shared/run-state.ts';
import { leadingRows, type PackageRow, packageRows } from '../from-run/packages.ts';
import { words } from '../words.ts';
import { ComputerFacts, GpuFacts } from './computer-facts.tsx';
import { Fact, type FactProps } from './fact.tsx';
import { More } from './more.tsx';

/** The packages that matter, Python and the GPU, with what is wrong about each; the rest on demand. */
export const EnvironmentFacts = ({ run }: { run: RunState }) => {
  const rows = packageRows(run);
  const first = leadingRows(rows);
  const rest = rows.filter((row) => !first.includes(row));
  if (run.machine === null) return null;
  return (
    <>
      <dl className="facts">
        {first.map((row) => (
          <PackageFact key={row.name} row={row} />
        ))}
        {run.python !== null && <Fact label={words.labels.python}>{run.python}</Fact>}
        <GpuFacts machine={run.machine} />
      </dl>
      <More show={words.buttons.showDetails} hide={words.buttons.hideDetails}>
        <dl className="facts">
          {rest.map((row) => (
            <PackageFact key={row.name} row={row} />
          ))}
          <ComputerFacts machine={run.machine} />
        </dl>
      </More>
    </>
  );
};

const PackageFact = ({ row }: { row: PackageRow }) => (
  <Fact label={words.packageName(row.name)} mark={markOf(row)}>
    {row.version ?? words.notInstalledPackage}
  </Fact>
);

const markOf = ({ state, note }: PackageRow): FactProps['mark'] => {
  switch (state) {
    case 'whole':
      return { sign: 'done', word: words.whole };
    case 'wrong':
      return { sign: 'needs-you', word: note ?? words.fault.broken };
    case null:
      return undefined;
  }
};
