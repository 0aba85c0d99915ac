package io.github.cdkdrift.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.XMLEvent;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IChemFile;
import org.openscience.cdk.io.CMLReader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.tools.manipulator.ChemFileManipulator;

/**
 * The molecules of a CML file, each taken out of the document and read by CDK's CMLReader, so that a large file needs no more
 * memory than its largest molecule. Document types and external entities are not followed: CDK's reader alone would fetch them.
 */
final class CmlMolecules implements MoleculeSource {
    private static final String MOLECULE = "molecule";
    private static final QName TITLE = new QName("title");
    private static final Pattern ENCODING = Pattern.compile("^<\\?xml[^>]*encoding=[\"']([\\w.:-]+)[\"']");
    private static final int LONGEST_DECLARATION = 256;
    private static final int LARGEST_MOLECULE = 1 << 24;

    private final InputStream in;
    private final GuardedText text;
    private final String source;
    private final XMLEventReader events;
    private long record;
    private int line;
    private boolean whole = true;
    private byte[] document;
    private String title = "";

    CmlMolecules(Path file) throws IOException, InputFormatException {
        this.source = file.toString();
        this.in = InputFiles.open(file);
        this.text = new GuardedText(new InputStreamReader(in, charset(in)), source, LARGEST_MOLECULE);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            events = factory.createXMLEventReader(text);
        } catch (XMLStreamException e) {
            in.close();
            throw error(e);
        }
    }

    @Override
    public boolean advance() throws IOException, InputFormatException {
        whole = false;
        title = "";
        try {
            while (events.hasNext()) {
                text.begin();
                XMLEvent event = events.nextEvent();
                if (isMolecule(event)) {
                    record++;
                    line = event.getLocation().getLineNumber();
                    Attribute stated = event.asStartElement().getAttributeByName(TITLE);
                    title = stated == null ? "" : stated.getValue();
                    document = cut(event);
                    whole = true;
                    return true;
                }
            }
            return false;
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException problem) {
                throw problem;
            }
            throw error(e);
        } catch (RuntimeException e) {
            // The parser of the JDK wraps some errors of the input so.
            throw new InputFormatException(source, place(), "XML that cannot be read: " + e.getMessage(), "CML", e);
        }
    }

    @Override
    public String content() {
        return new String(document, StandardCharsets.UTF_8);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public IAtomContainer molecule() throws IOException, InputFormatException {
        IAtomContainer molecule = parse(document);
        // CDK's reader leaves it out.
        if (!title.isEmpty()) {
            molecule.setTitle(title);
        }
        return molecule;
    }

    @Override
    public String place() {
        return "molecule " + record + ", line " + line;
    }

    @Override
    public boolean goesOn() {
        return whole;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The charset that the document states. The parser of the JDK would print an error about bytes that do not fit it. */
    private static Charset charset(InputStream in) throws IOException {
        in.mark(LONGEST_DECLARATION);
        byte[] start = in.readNBytes(LONGEST_DECLARATION);
        in.reset();
        if (start.length > 1 && (start[0] & start[1] & 0xfe) == 0xfe) {
            return StandardCharsets.UTF_16;
        }
        Matcher stated = ENCODING.matcher(new String(start, StandardCharsets.ISO_8859_1));
        try {
            return stated.find() ? Charset.forName(stated.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            // An unknown name is most likely a misspelt one.
            return StandardCharsets.UTF_8;
        }
    }

    private static boolean isMolecule(XMLEvent event) {
        return event.isStartElement()
                && event.asStartElement().getName().getLocalPart().equals(MOLECULE);
    }

    /** The molecule that begins here, as a document of its own. */
    private byte[] cut(XMLEvent start) throws XMLStreamException, InputFormatException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XMLEventWriter writer = XMLOutputFactory.newDefaultFactory().createXMLEventWriter(bytes, "UTF-8");
        writer.add(XMLEventFactory.newDefaultFactory().createStartDocument("UTF-8"));
        writer.add(start);
        for (int depth = 1; depth > 0; ) {
            text.begin();
            XMLEvent event = events.nextEvent();
            if (event.isStartElement()) {
                depth++;
            } else if (event.isEndElement()) {
                depth--;
            }
            if (!event.isProcessingInstruction()) {
                writer.add(event);
            }
            if (bytes.size() > LARGEST_MOLECULE) {
                throw new InputFormatException(
                        source, place(), "more than " + LARGEST_MOLECULE + " bytes", "a molecule of usual size");
            }
        }
        writer.close();
        return bytes.toByteArray();
    }

    private IAtomContainer parse(byte[] molecule) throws IOException, InputFormatException {
        try (CMLReader reader = new CMLReader(new ByteArrayInputStream(molecule))) {
            IChemFile file = reader.read(SilentChemObjectBuilder.getInstance().newInstance(IChemFile.class));
            List<IAtomContainer> molecules = ChemFileManipulator.getAllAtomContainers(file);
            if (molecules.size() == 1 && !molecules.get(0).isEmpty()) {
                return molecules.get(0);
            }
            throw new InputFormatException(
                    source, place(), molecules.size() + " molecules with atoms", "one, without molecules inside it");
        } catch (InputFormatException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw new InputFormatException(source, place(), "a molecule too deeply nested to be read", "CML");
        } catch (CDKException | RuntimeException e) {
            // CDK's reader answers some damage with whatever exception it leads to.
            throw new InputFormatException(
                    source, place(), "a molecule that cannot be read: " + e.getMessage(), "CML", e);
        }
    }

    private InputFormatException error(XMLStreamException cause) {
        String place =
                cause.getLocation() == null ? "" : "line " + cause.getLocation().getLineNumber();
        String message = String.valueOf(cause.getMessage()).replaceAll("(?s).*Message: ", "");
        return new InputFormatException(source, place, message, "a well-formed CML document", cause);
    }
}
