package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;

/** One molecule in one file format: appends records to a buffer. */
interface ConformerEncoder {
    void encode(Conformer conformer, RecordBuffer out);

    /** What a file has around its records, whatever molecules they are of. */
    enum Frame {
        NONE,
        CML {
            @Override
            void begin(RecordBuffer out) {
                CmlEncoder.begin(out);
            }

            @Override
            void end(RecordBuffer out) {
                CmlEncoder.end(out);
            }
        },
        PDB {
            @Override
            void end(RecordBuffer out) {
                PdbEncoder.end(out);
            }
        },
        CSV {
            @Override
            void begin(RecordBuffer out) {
                CsvEncoder.begin(out);
            }
        };

        static Frame of(FileType type) {
            return switch (type) {
                case CML -> CML;
                case PDB -> PDB;
                case CSV -> CSV;
                default -> NONE;
            };
        }

        void begin(RecordBuffer out) {}

        void end(RecordBuffer out) {}
    }
}
