package io.github.cdkdrift.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/** Lines of a SMILES and, behind a blank, a name. Blank lines, lines that begin with {@code #} and a heading are left aside. */
final class SmilesMolecules implements MoleculeSource {
    private static final Pattern HEADING = Pattern.compile("(?i)\"?(canonical_?|isomeric_?)?smiles\"?([\\s,;].*)?");

    private final LineReader lines;
    private final String source;
    private String line = "";
    private String title = "";

    SmilesMolecules(Path file) throws IOException, InputFormatException {
        this(new LineReader(InputFiles.open(file), file.toString()), file.toString());
    }

    SmilesMolecules(LineReader lines, String source) {
        this.lines = lines;
        this.source = source;
    }

    @Override
    public boolean advance() throws IOException, InputFormatException {
        title = "";
        while (lines.advance()) {
            line = lines.text().strip();
            boolean heading = lines.number() == 1 && HEADING.matcher(line).matches();
            if (!line.isEmpty() && line.charAt(0) != '#' && !heading) {
                title = line.replaceFirst("^\\S+", "").strip();
                return true;
            }
        }
        return false;
    }

    @Override
    public String content() {
        return line;
    }

    @Override
    public IAtomContainer molecule() throws InputFormatException {
        return parse(line, source, place());
    }

    @Override
    public String place() {
        return "line " + lines.number();
    }

    @Override
    public String title() {
        return title;
    }

    /** An unreadable line ends with the line; one that is too long, or damaged compression, has no end. */
    @Override
    public boolean goesOn() {
        return lines.isWhole();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /**
     * A SMILES and perhaps a name, which becomes the title.
     *
     * @throws InputFormatException if it is no SMILES, or has no atom
     */
    static IAtomContainer parse(String text, String source, String place) throws InputFormatException {
        try {
            IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance())
                    .parseSmiles(text.strip().replace('\t', ' '));
            if (!molecule.isEmpty()) {
                return molecule;
            }
        } catch (StackOverflowError e) {
            throw new InputFormatException(
                    source,
                    place,
                    LineReader.excerpt(text) + ", too long or too deeply nested",
                    "a SMILES of a molecule");
        } catch (CDKException | RuntimeException e) {
            // CDK's parser answers some damage with whatever exception it leads to.
            throw new InputFormatException(
                    source, place, LineReader.excerpt(text) + ", " + firstLine(e), "a SMILES and perhaps a name", e);
        }
        throw new InputFormatException(source, place, "no atoms in " + LineReader.excerpt(text), "a SMILES");
    }

    /** CDK repeats the SMILES and draws an arrow below it. */
    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage()).replaceFirst("(?s)^could not parse '.*?', ", "");
        return message.lines().findFirst().orElse("no SMILES").replaceFirst(":$", "");
    }
}
